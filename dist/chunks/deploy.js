import { createHash, randomUUID } from 'node:crypto';
import { open, readdir, stat, readFile as readFile$1, realpath, readlink, access, rm, constants as constants$2, chmod, mkdir, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw, constants, deflateRaw } from 'node:zlib';
import { A as ActionError, c as toShellWord, a as toPrintableLine, q as quoteForeign } from './untrusted.js';
import fs__default from 'fs';
import require$$0 from 'zlib';
import require$$6 from 'util';
import require$$5 from 'stream';
import require$$4 from 'events';
import { posix, extname, basename, join, relative, resolve, dirname, sep, isAbsolute, parse, delimiter } from 'node:path';
import { a as isGone, P as PROFILE_LINE, w as writeProfileCommands, U as USUAL_PROFILE, s as PROFILE_OPTION, t as toSize, u as describeHealthCauses, c as findConsoleLink, g as describeOutages, e as describeRollBackEnd, _ as __addDisposableResource, q as __disposeResources, j as judgeDeploy, v as toMiB, I as INBOUND_STAGE } from './describe-size.js';
import { g as isUnreadable$1, f as isTransient, h as isThrottled, b as writeCommand$1, d as isDenied, c as isAwsError, e as explainRefusal, i as isRefused, a as explainRefusals } from './refusals.js';
import { t as tellWhileAsleep, a as tellDuring } from './wait.js';
import { l as command, _ as _mw0, m as _ep0, n as command$1, p as _mw0$1, q as _ep0$1, H as DescribeEnvironmentsCommand, u as toState, I as toApiOption, J as toApiSetting, K as applySettings, w as findSetting, L as describeFront, M as speaksHttp, N as IDLE_TIMEOUTS, O as listDefaultProcesses, U as USUAL_IDLE_SECONDS, P as listWider, Q as joinIds, R as listSources, S as listLacking, T as writeRuleCommand, V as ANYWHERE, W as warnOfHiddenClients, X as toCidr, Y as tellHiddenClients, b as findListenerPort, Z as findShortestTimeout, $ as replanHandshake, a0 as tellMembers, a1 as describeUntuned, a2 as describeLoadBalancer, a3 as PURPOSES, a as ask$2, v as readPages, a4 as DescribeInstancesHealthCommand, G as readSettings, g as countInstances, k as toKnownCount, j as describeUnread, a5 as compareInstances, a6 as describeInstances, a7 as findNewestDeployment, o as openInstancesLooker, a8 as readGroups, a9 as toState$1, c as findBlockers, t as toKnownPort, aa as reachOf, ab as chooseLocation, ac as isAboutFront, ad as refinePath, ae as planHandshake, af as toPortState, ag as toPermission, x as explainMissing, ah as findPlatform, ai as compareSettings, aj as listApplications, ak as lookUpEnvironment, s as surveyInbound, e as findEnvironment, al as describeFrontAsKnown, am as describeKnown } from './survey-inbound.js';
import { N as NETWORK_SECONDS, m as mapInTurns } from './take-turns.js';
import { aa as AuthorizeSecurityGroupIngress$, ab as AbortEnvironmentUpdate$, ac as CheckDNSAvailability$, ad as CreateApplication$, ae as CreateApplicationVersion$, af as CreateEnvironment$, ag as CreateStorageLocation$, ah as DeleteApplicationVersion$, ai as DescribeApplicationVersions$, aj as DescribeEnvironmentHealth$, ak as DescribeEvents$, al as ListAvailableSolutionStacks$, am as ListPlatformVersions$, an as RequestEnvironmentInfo$, ao as RetrieveEnvironmentInfo$, ap as UpdateEnvironment$, E as command$2, aq as AbortMultipartUpload$, _ as _mw0$2, G as _ep0$2, ar as CompleteMultipartUpload$, as as _mw1, at as CreateBucket$, au as _mw2, av as _ep2, aw as CreateMultipartUpload$, ax as HeadBucket$, ay as _ep5, az as HeadObject$, aA as _mw8, aB as ListMultipartUploads$, K as _ep8, aC as PutObject$, aD as _mw11, aE as UploadPart$, aF as _mw13 } from './schemas_0.js';
import { l as listFew } from './list-few.js';
import { c as capitalize } from './capitalize.js';
import { i as isCancelled } from './run-endings.js';
import { f as fetchText, d as describeExchange } from './fetch.js';
import { t as toDuration } from './describe-time.js';
import { a as addressApp, m as makeAttempt, d as diagnose, j as judgeAttempt, D as DEFAULT_ATTEMPT_TIMEOUT_MS, c as checkHandshake, e as explainSilence$1, t as tellTarget } from './tell-target.js';
import { b as chooseProxy } from './redact.js';
import { p as parseTarget, w as withRequestTarget } from './target.js';
import { s as startDeadline } from './clock.js';
import { f as findRequestProblems } from './expectation.js';
import { t as toProblem } from './verdict.js';
import { r as readProperty, p as parseJson } from './read-json.js';
import { t as takesProxyServer, p as parsePort, d as describeProxy$1, a as defaultProxyTree, b as proxyTreeEvidence } from './describe-proxy.js';
import { d as distExports } from './index10.js';
import { E as ENVIRONMENT_PROPERTIES } from './environment-properties.js';
import { g as getDefaultExportFromCjs } from './_commonjsHelpers.js';
import { promisify } from 'node:util';
import { openSync, constants as constants$1, fstatSync, closeSync, readSync, mkdtempSync } from 'node:fs';
import { u as untilAborted } from './until-aborted.js';
import { tmpdir } from 'node:os';
import { execFile, spawn } from 'node:child_process';
import { createServer, request } from 'node:http';
import { once } from 'node:events';
import { createServer as createServer$1, isIPv4, isIPv6 } from 'node:net';
import { setTimeout as setTimeout$1, setImmediate as setImmediate$1 } from 'node:timers/promises';

class AuthorizeSecurityGroupIngressCommand extends command(_ep0, _mw0, "AuthorizeSecurityGroupIngress", AuthorizeSecurityGroupIngress$) {
}

class AbortEnvironmentUpdateCommand extends command$1(_ep0$1, _mw0$1, "AbortEnvironmentUpdate", AbortEnvironmentUpdate$) {
}

class CheckDNSAvailabilityCommand extends command$1(_ep0$1, _mw0$1, "CheckDNSAvailability", CheckDNSAvailability$) {
}

class CreateApplicationCommand extends command$1(_ep0$1, _mw0$1, "CreateApplication", CreateApplication$) {
}

class CreateApplicationVersionCommand extends command$1(_ep0$1, _mw0$1, "CreateApplicationVersion", CreateApplicationVersion$) {
}

class CreateEnvironmentCommand extends command$1(_ep0$1, _mw0$1, "CreateEnvironment", CreateEnvironment$) {
}

class CreateStorageLocationCommand extends command$1(_ep0$1, _mw0$1, "CreateStorageLocation", CreateStorageLocation$) {
}

class DeleteApplicationVersionCommand extends command$1(_ep0$1, _mw0$1, "DeleteApplicationVersion", DeleteApplicationVersion$) {
}

class DescribeApplicationVersionsCommand extends command$1(_ep0$1, _mw0$1, "DescribeApplicationVersions", DescribeApplicationVersions$) {
}

class DescribeEnvironmentHealthCommand extends command$1(_ep0$1, _mw0$1, "DescribeEnvironmentHealth", DescribeEnvironmentHealth$) {
}

class DescribeEventsCommand extends command$1(_ep0$1, _mw0$1, "DescribeEvents", DescribeEvents$) {
}

class ListAvailableSolutionStacksCommand extends command$1(_ep0$1, _mw0$1, "ListAvailableSolutionStacks", ListAvailableSolutionStacks$) {
}

class ListPlatformVersionsCommand extends command$1(_ep0$1, _mw0$1, "ListPlatformVersions", ListPlatformVersions$) {
}

class RequestEnvironmentInfoCommand extends command$1(_ep0$1, _mw0$1, "RequestEnvironmentInfo", RequestEnvironmentInfo$) {
}

class RetrieveEnvironmentInfoCommand extends command$1(_ep0$1, _mw0$1, "RetrieveEnvironmentInfo", RetrieveEnvironmentInfo$) {
}

class UpdateEnvironmentCommand extends command$1(_ep0$1, _mw0$1, "UpdateEnvironment", UpdateEnvironment$) {
}

class AbortMultipartUploadCommand extends command$2(_ep0$2, _mw0$2, "AbortMultipartUpload", AbortMultipartUpload$) {
}

class CompleteMultipartUploadCommand extends command$2(_ep0$2, _mw1, "CompleteMultipartUpload", CompleteMultipartUpload$) {
}

class CreateBucketCommand extends command$2(_ep2, _mw2, "CreateBucket", CreateBucket$) {
}

class CreateMultipartUploadCommand extends command$2(_ep0$2, _mw1, "CreateMultipartUpload", CreateMultipartUpload$) {
}

class HeadBucketCommand extends command$2(_ep5, _mw0$2, "HeadBucket", HeadBucket$) {
}

class HeadObjectCommand extends command$2(_ep0$2, _mw8, "HeadObject", HeadObject$) {
}

class ListMultipartUploadsCommand extends command$2(_ep8, _mw0$2, "ListMultipartUploads", ListMultipartUploads$) {
}

class PutObjectCommand extends command$2(_ep0$2, _mw11, "PutObject", PutObject$) {
}

class UploadPartCommand extends command$2(_ep0$2, _mw13, "UploadPart", UploadPart$) {
}

var yauzl = {};

var fdSlicer = {};

var pend;
var hasRequiredPend;

function requirePend () {
	if (hasRequiredPend) return pend;
	hasRequiredPend = 1;
	pend = Pend;

	function Pend() {
	  this.pending = 0;
	  this.max = Infinity;
	  this.listeners = [];
	  this.waiting = [];
	  this.error = null;
	}

	Pend.prototype.go = function(fn) {
	  if (this.pending < this.max) {
	    pendGo(this, fn);
	  } else {
	    this.waiting.push(fn);
	  }
	};

	Pend.prototype.wait = function(cb) {
	  if (this.pending === 0) {
	    cb(this.error);
	  } else {
	    this.listeners.push(cb);
	  }
	};

	Pend.prototype.hold = function() {
	  return pendHold(this);
	};

	function pendHold(self) {
	  self.pending += 1;
	  var called = false;
	  return onCb;
	  function onCb(err) {
	    if (called) throw new Error("callback called twice");
	    called = true;
	    self.error = self.error || err;
	    self.pending -= 1;
	    if (self.waiting.length > 0 && self.pending < self.max) {
	      pendGo(self, self.waiting.shift());
	    } else if (self.pending === 0) {
	      var listeners = self.listeners;
	      self.listeners = [];
	      listeners.forEach(cbListener);
	    }
	  }
	  function cbListener(listener) {
	    listener(self.error);
	  }
	}

	function pendGo(self, fn) {
	  fn(pendHold(self));
	}
	return pend;
}

var hasRequiredFdSlicer;

function requireFdSlicer () {
	if (hasRequiredFdSlicer) return fdSlicer;
	hasRequiredFdSlicer = 1;
	// This was adapted from https://github.com/andrewrk/node-fd-slicer by Andrew Kelley under the MIT License.
	var fs = fs__default;
	var util = require$$6;
	var stream = require$$5;
	var Readable = stream.Readable;
	var PassThrough = stream.PassThrough;
	var Pend = requirePend();
	var EventEmitter = require$$4.EventEmitter;

	fdSlicer.BufferSlicer = BufferSlicer;
	fdSlicer.FdSlicer = FdSlicer;

	util.inherits(FdSlicer, EventEmitter);
	function FdSlicer(fd) {
	  EventEmitter.call(this);

	  this.fd = fd;
	  this.pend = new Pend();
	  this.pend.max = 1;
	  this.refCount = 0;
	}

	FdSlicer.prototype.read = function(buffer, offset, length, position, callback) {
	  var self = this;
	  self.pend.go(function(cb) {
	    fs.read(self.fd, buffer, offset, length, position, function(err, bytesRead, buffer) {
	      cb();
	      callback(err, bytesRead, buffer);
	    });
	  });
	};

	FdSlicer.prototype.createReadStream = function(options) {
	  return new ReadStream(this, options);
	};

	FdSlicer.prototype.ref = function() {
	  this.refCount += 1;
	};

	FdSlicer.prototype.unref = function() {
	  var self = this;
	  self.refCount -= 1;
	  if (self.refCount < 0) throw new Error("invalid unref");
	  if (self.refCount > 0) return;

	  fs.close(self.fd, onCloseDone);

	  function onCloseDone(err) {
	    if (err) {
	      self.emit('error', err);
	    } else {
	      self.emit('close');
	    }
	  }
	};

	util.inherits(ReadStream, Readable);
	function ReadStream(context, options) {
	  options = options || {};
	  Readable.call(this, options);

	  this.context = context;
	  this.context.ref();

	  this.start = options.start || 0;
	  this.endOffset = options.end;
	  this.pos = this.start;
	}

	ReadStream.prototype._read = function(n) {
	  var self = this;

	  var toRead = Math.min(self._readableState.highWaterMark, n);
	  if (self.endOffset != null) {
	    toRead = Math.min(toRead, self.endOffset - self.pos);
	  }
	  if (toRead <= 0) {
	    self.push(null);
	    this._cleanup();
	    return;
	  }
	  self.context.pend.go(function(cb) {
	    var buffer = Buffer.allocUnsafe(toRead);
	    fs.read(self.context.fd, buffer, 0, toRead, self.pos, function(err, bytesRead) {
	      if (err) {
	        self.destroy(err);
	      } else if (bytesRead === 0) {
	        self.push(null);
	        self._cleanup();
	      } else {
	        self.pos += bytesRead;
	        self.push(buffer.slice(0, bytesRead));
	      }
	      cb();
	    });
	  });
	};

	ReadStream.prototype._destroy = function(err, cb) {
	  // Node 14+ calls this automatically at EOF.
	  this._cleanup();
	  cb(err);
	};

	ReadStream.prototype._cleanup = function() {
	  if (this.context != null) {
	    this.context.unref();
	    this.context = null;
	  }
	};

	util.inherits(BufferSlicer, EventEmitter);
	function BufferSlicer(buffer) {
	  EventEmitter.call(this);

	  this.refCount = 0;
	  this.buffer = buffer;
	}

	BufferSlicer.prototype.read = function(buffer, offset, length, position, callback) {
	  if (!(0 <= offset && offset <= buffer.length)) throw new RangeError("offset outside buffer: 0 <= " + offset + " <= " + buffer.length);
	  if (position < 0) throw new RangeError("position is negative: " + position);
	  if (offset + length > buffer.length) {
	    // The caller's buffer can't hold all the bytes they're trying to read.
	    // Clamp the length instead of giving an error.
	    // The callback will be informed of fewer than expected bytes written.
	    length = buffer.length - offset;
	  }
	  if (position + length > this.buffer.length) {
	    // Clamp any attempt to read past the end of the source buffer.
	    length = this.buffer.length - position;
	  }
	  if (length <= 0) {
	    // After any clamping, we're fully out of bounds or otherwise have nothing to do.
	    // This isn't an error; it's just zero bytes written.
	    setImmediate(function() {
	      callback(null, 0);
	    });
	    return;
	  }
	  this.buffer.copy(buffer, offset, position, position + length);
	  setImmediate(function() {
	    callback(null, length);
	  });
	};

	BufferSlicer.prototype.createReadStream = function(options) {
	  options = options || {};
	  var readStream = new PassThrough(options);
	  readStream.start = options.start || 0;
	  readStream.endOffset = options.end;
	  // by the time this function returns, we'll be done.
	  readStream.pos = readStream.endOffset || this.buffer.length;

	  var entireSlice = this.buffer.slice(readStream.start, readStream.pos);
	  // Cut the buffer into smaller slices for better memory usage when streaming into a zlib inflate stream.
	  // See https://github.com/thejoshwolfe/yauzl/issues/87
	  var maxChunkSize = 0x10000;
	  var offset = 0;
	  while (true) {
	    var nextOffset = offset + maxChunkSize;
	    if (nextOffset >= entireSlice.length) {
	      // last chunk
	      if (offset < entireSlice.length) {
	        readStream.write(entireSlice.slice(offset, entireSlice.length));
	      }
	      break;
	    }
	    readStream.write(entireSlice.slice(offset, nextOffset));
	    offset = nextOffset;
	  }

	  readStream.end();
	  return readStream;
	};

	BufferSlicer.prototype.ref = function() {
	  this.refCount += 1;
	};

	BufferSlicer.prototype.unref = function() {
	  this.refCount -= 1;

	  if (this.refCount < 0) {
	    throw new Error("invalid unref");
	  }
	};
	return fdSlicer;
}

var crc32_1;
var hasRequiredCrc32;

function requireCrc32 () {
	if (hasRequiredCrc32) return crc32_1;
	hasRequiredCrc32 = 1;
	// Adapted from https://github.com/brianloveswords/buffer-crc32/blob/v0.2.13/index.js
	const CRC_TABLE = new Int32Array([
	  0x00000000, 0x77073096, 0xee0e612c, 0x990951ba, 0x076dc419, 0x706af48f, 0xe963a535, 0x9e6495a3,
	  0x0edb8832, 0x79dcb8a4, 0xe0d5e91e, 0x97d2d988, 0x09b64c2b, 0x7eb17cbd, 0xe7b82d07, 0x90bf1d91,
	  0x1db71064, 0x6ab020f2, 0xf3b97148, 0x84be41de, 0x1adad47d, 0x6ddde4eb, 0xf4d4b551, 0x83d385c7,
	  0x136c9856, 0x646ba8c0, 0xfd62f97a, 0x8a65c9ec, 0x14015c4f, 0x63066cd9, 0xfa0f3d63, 0x8d080df5,
	  0x3b6e20c8, 0x4c69105e, 0xd56041e4, 0xa2677172, 0x3c03e4d1, 0x4b04d447, 0xd20d85fd, 0xa50ab56b,
	  0x35b5a8fa, 0x42b2986c, 0xdbbbc9d6, 0xacbcf940, 0x32d86ce3, 0x45df5c75, 0xdcd60dcf, 0xabd13d59,
	  0x26d930ac, 0x51de003a, 0xc8d75180, 0xbfd06116, 0x21b4f4b5, 0x56b3c423, 0xcfba9599, 0xb8bda50f,
	  0x2802b89e, 0x5f058808, 0xc60cd9b2, 0xb10be924, 0x2f6f7c87, 0x58684c11, 0xc1611dab, 0xb6662d3d,
	  0x76dc4190, 0x01db7106, 0x98d220bc, 0xefd5102a, 0x71b18589, 0x06b6b51f, 0x9fbfe4a5, 0xe8b8d433,
	  0x7807c9a2, 0x0f00f934, 0x9609a88e, 0xe10e9818, 0x7f6a0dbb, 0x086d3d2d, 0x91646c97, 0xe6635c01,
	  0x6b6b51f4, 0x1c6c6162, 0x856530d8, 0xf262004e, 0x6c0695ed, 0x1b01a57b, 0x8208f4c1, 0xf50fc457,
	  0x65b0d9c6, 0x12b7e950, 0x8bbeb8ea, 0xfcb9887c, 0x62dd1ddf, 0x15da2d49, 0x8cd37cf3, 0xfbd44c65,
	  0x4db26158, 0x3ab551ce, 0xa3bc0074, 0xd4bb30e2, 0x4adfa541, 0x3dd895d7, 0xa4d1c46d, 0xd3d6f4fb,
	  0x4369e96a, 0x346ed9fc, 0xad678846, 0xda60b8d0, 0x44042d73, 0x33031de5, 0xaa0a4c5f, 0xdd0d7cc9,
	  0x5005713c, 0x270241aa, 0xbe0b1010, 0xc90c2086, 0x5768b525, 0x206f85b3, 0xb966d409, 0xce61e49f,
	  0x5edef90e, 0x29d9c998, 0xb0d09822, 0xc7d7a8b4, 0x59b33d17, 0x2eb40d81, 0xb7bd5c3b, 0xc0ba6cad,
	  0xedb88320, 0x9abfb3b6, 0x03b6e20c, 0x74b1d29a, 0xead54739, 0x9dd277af, 0x04db2615, 0x73dc1683,
	  0xe3630b12, 0x94643b84, 0x0d6d6a3e, 0x7a6a5aa8, 0xe40ecf0b, 0x9309ff9d, 0x0a00ae27, 0x7d079eb1,
	  0xf00f9344, 0x8708a3d2, 0x1e01f268, 0x6906c2fe, 0xf762575d, 0x806567cb, 0x196c3671, 0x6e6b06e7,
	  0xfed41b76, 0x89d32be0, 0x10da7a5a, 0x67dd4acc, 0xf9b9df6f, 0x8ebeeff9, 0x17b7be43, 0x60b08ed5,
	  0xd6d6a3e8, 0xa1d1937e, 0x38d8c2c4, 0x4fdff252, 0xd1bb67f1, 0xa6bc5767, 0x3fb506dd, 0x48b2364b,
	  0xd80d2bda, 0xaf0a1b4c, 0x36034af6, 0x41047a60, 0xdf60efc3, 0xa867df55, 0x316e8eef, 0x4669be79,
	  0xcb61b38c, 0xbc66831a, 0x256fd2a0, 0x5268e236, 0xcc0c7795, 0xbb0b4703, 0x220216b9, 0x5505262f,
	  0xc5ba3bbe, 0xb2bd0b28, 0x2bb45a92, 0x5cb36a04, 0xc2d7ffa7, 0xb5d0cf31, 0x2cd99e8b, 0x5bdeae1d,
	  0x9b64c2b0, 0xec63f226, 0x756aa39c, 0x026d930a, 0x9c0906a9, 0xeb0e363f, 0x72076785, 0x05005713,
	  0x95bf4a82, 0xe2b87a14, 0x7bb12bae, 0x0cb61b38, 0x92d28e9b, 0xe5d5be0d, 0x7cdcefb7, 0x0bdbdf21,
	  0x86d3d2d4, 0xf1d4e242, 0x68ddb3f8, 0x1fda836e, 0x81be16cd, 0xf6b9265b, 0x6fb077e1, 0x18b74777,
	  0x88085ae6, 0xff0f6a70, 0x66063bca, 0x11010b5c, 0x8f659eff, 0xf862ae69, 0x616bffd3, 0x166ccf45,
	  0xa00ae278, 0xd70dd2ee, 0x4e048354, 0x3903b3c2, 0xa7672661, 0xd06016f7, 0x4969474d, 0x3e6e77db,
	  0xaed16a4a, 0xd9d65adc, 0x40df0b66, 0x37d83bf0, 0xa9bcae53, 0xdebb9ec5, 0x47b2cf7f, 0x30b5ffe9,
	  0xbdbdf21c, 0xcabac28a, 0x53b39330, 0x24b4a3a6, 0xbad03605, 0xcdd70693, 0x54de5729, 0x23d967bf,
	  0xb3667a2e, 0xc4614ab8, 0x5d681b02, 0x2a6f2b94, 0xb40bbe37, 0xc30c8ea1, 0x5a05df1b, 0x2d02ef8d,
	]);

	function crc32(buf) {
	  let crc = -1;
	  for (let x of buf) {
	    crc = CRC_TABLE[(crc ^ x) & 0xff] ^ (crc >>> 8);
	  }
	  return (crc ^ -1) >>> 0;
	}

	crc32_1 = crc32;
	return crc32_1;
}

var hasRequiredYauzl;

function requireYauzl () {
	if (hasRequiredYauzl) return yauzl;
	hasRequiredYauzl = 1;
	var fs = fs__default;
	var zlib = require$$0;
	var fd_slicer = requireFdSlicer();
	var util = require$$6;
	var EventEmitter = require$$4.EventEmitter;
	var Transform = require$$5.Transform;
	var PassThrough = require$$5.PassThrough;
	var Writable = require$$5.Writable;

	// Node 20 added zlib.crc32.
	const crc32 = typeof zlib.crc32 === "function" ? zlib.crc32 : requireCrc32();

	yauzl.open = open;
	yauzl.fromFd = fromFd;
	yauzl.fromBuffer = fromBuffer;
	yauzl.fromRandomAccessReader = fromRandomAccessReader;
	yauzl.openPromise = openPromise;
	yauzl.fromFdPromise = fromFdPromise;
	yauzl.fromBufferPromise = fromBufferPromise;
	yauzl.fromRandomAccessReaderPromise = fromRandomAccessReaderPromise;

	yauzl.dosDateTimeToDate = dosDateTimeToDate;
	yauzl.getFileNameLowLevel = getFileNameLowLevel;
	yauzl.validateFileName = validateFileName;
	yauzl.parseExtraFields = parseExtraFields;
	yauzl.ZipFile = ZipFile;
	yauzl.Entry = Entry;
	yauzl.LocalFileHeader = LocalFileHeader;
	yauzl.RandomAccessReader = RandomAccessReader;

	function openPromise(path, options) {
	  return new Promise((resolve, reject) => {
	    open(path, {...options, lazyEntries: true}, function(err, zipfile) {
	      if (err) return reject(err);
	      resolve(zipfile);
	    });
	  });
	}
	function fromFdPromise(fd, options) {
	  return new Promise((resolve, reject) => {
	    fromFd(fd, {...options, lazyEntries: true}, function(err, zipfile) {
	      if (err) return reject(err);
	      resolve(zipfile);
	    });
	  });
	}
	function fromBufferPromise(buffer, options) {
	  return new Promise((resolve, reject) => {
	    fromBuffer(buffer, {...options, lazyEntries: true}, function(err, zipfile) {
	      if (err) return reject(err);
	      resolve(zipfile);
	    });
	  });
	}
	function fromRandomAccessReaderPromise(reader, totalSize, options) {
	  return new Promise((resolve, reject) => {
	    fromRandomAccessReader(reader, totalSize, {...options, lazyEntries: true}, function(err, zipfile) {
	      if (err) return reject(err);
	      resolve(zipfile);
	    });
	  });
	}

	function open(path, options, callback) {
	  if (typeof options === "function") {
	    callback = options;
	    options = null;
	  }
	  if (options == null) options = {};
	  if (options.autoClose == null) options.autoClose = true;
	  if (options.lazyEntries == null) options.lazyEntries = false;
	  if (options.decodeStrings == null) options.decodeStrings = true;
	  if (options.validateEntrySizes == null) options.validateEntrySizes = true;
	  if (options.strictFileNames == null) options.strictFileNames = false;
	  if (callback == null) callback = defaultCallback;
	  fs.open(path, "r", function(err, fd) {
	    if (err) return callback(err);
	    fromFd(fd, options, function(err, zipfile) {
	      if (err) fs.close(fd, defaultCallback);
	      callback(err, zipfile);
	    });
	  });
	}

	function fromFd(fd, options, callback) {
	  if (typeof options === "function") {
	    callback = options;
	    options = null;
	  }
	  if (options == null) options = {};
	  if (options.autoClose == null) options.autoClose = false;
	  if (options.lazyEntries == null) options.lazyEntries = false;
	  if (options.decodeStrings == null) options.decodeStrings = true;
	  if (options.validateEntrySizes == null) options.validateEntrySizes = true;
	  if (options.strictFileNames == null) options.strictFileNames = false;
	  if (callback == null) callback = defaultCallback;
	  fs.fstat(fd, function(err, stats) {
	    if (err) return callback(err);
	    var reader = new fd_slicer.FdSlicer(fd);
	    fromRandomAccessReader(reader, stats.size, options, callback);
	  });
	}

	function fromBuffer(buffer, options, callback) {
	  if (typeof options === "function") {
	    callback = options;
	    options = null;
	  }
	  if (options == null) options = {};
	  options.autoClose = false;
	  if (options.lazyEntries == null) options.lazyEntries = false;
	  if (options.decodeStrings == null) options.decodeStrings = true;
	  if (options.validateEntrySizes == null) options.validateEntrySizes = true;
	  if (options.strictFileNames == null) options.strictFileNames = false;
	  var reader = new fd_slicer.BufferSlicer(buffer);
	  fromRandomAccessReader(reader, buffer.length, options, callback);
	}

	function fromRandomAccessReader(reader, totalSize, options, callback) {
	  if (typeof options === "function") {
	    callback = options;
	    options = null;
	  }
	  if (options == null) options = {};
	  if (options.autoClose == null) options.autoClose = true;
	  if (options.lazyEntries == null) options.lazyEntries = false;
	  if (options.decodeStrings == null) options.decodeStrings = true;
	  var decodeStrings = !!options.decodeStrings;
	  if (options.validateEntrySizes == null) options.validateEntrySizes = true;
	  if (options.strictFileNames == null) options.strictFileNames = false;
	  if (callback == null) callback = defaultCallback;
	  if (typeof totalSize !== "number") throw new Error("expected totalSize parameter to be a number");
	  if (totalSize > Number.MAX_SAFE_INTEGER) {
	    throw new Error("zip file too large. only file sizes up to 2^52 are supported due to JavaScript's Number type being an IEEE 754 double.");
	  }

	  // the matching unref() call is in zipfile.close()
	  reader.ref();

	  // eocdr means End of Central Directory Record.
	  // search backwards for the eocdr signature.
	  // the last field of the eocdr is a variable-length comment.
	  // the comment size is encoded in a 2-byte field in the eocdr, which we can't find without trudging backwards through the comment to find it.
	  // as a consequence of this design decision, it's possible to have ambiguous zip file metadata if a coherent eocdr was in the comment.
	  // we search backwards for a eocdr signature, and hope that whoever made the zip file was smart enough to forbid the eocdr signature in the comment.
	  var eocdrWithoutCommentSize = 22;
	  var zip64EocdlSize = 20; // Zip64 end of central directory locator
	  var maxCommentSize = 0xffff; // 2-byte size
	  var bufferSize = Math.min(zip64EocdlSize + eocdrWithoutCommentSize + maxCommentSize, totalSize);
	  var buffer = newBuffer(bufferSize);
	  var bufferReadStart = totalSize - buffer.length;
	  readAndAssertNoEof(reader, buffer, 0, bufferSize, bufferReadStart, function(err) {
	    if (err) return callback(err);
	    for (var i = bufferSize - eocdrWithoutCommentSize; i >= 0; i -= 1) {
	      if (buffer.readUInt32LE(i) !== 0x06054b50) continue;
	      // found eocdr
	      var eocdrBuffer = buffer.subarray(i);

	      // 0 - End of central directory signature = 0x06054b50
	      // 4 - Number of this disk
	      var diskNumber = eocdrBuffer.readUInt16LE(4);
	      // 6 - Disk where central directory starts
	      // 8 - Number of central directory records on this disk
	      // 10 - Total number of central directory records
	      var entryCount = eocdrBuffer.readUInt16LE(10);
	      // 12 - Size of central directory (bytes)
	      // 16 - Offset of start of central directory, relative to start of archive
	      var centralDirectoryOffset = eocdrBuffer.readUInt32LE(16);
	      // 20 - Comment length
	      var commentLength = eocdrBuffer.readUInt16LE(20);
	      var expectedCommentLength = eocdrBuffer.length - eocdrWithoutCommentSize;
	      if (commentLength !== expectedCommentLength) {
	        return callback(new Error("Invalid comment length. Expected: " + expectedCommentLength + ". Found: " + commentLength + ". Are there extra bytes at the end of the file? Or is the end of central dir signature `PK☺☻` in the comment?"));
	      }
	      // 22 - Comment
	      // the encoding is always cp437.
	      var comment = decodeStrings ? decodeBuffer(eocdrBuffer.subarray(22), false)
	                                  : eocdrBuffer.subarray(22);

	      // Look for a Zip64 end of central directory locator
	      if (i - zip64EocdlSize >= 0 && buffer.readUInt32LE(i - zip64EocdlSize) === 0x07064b50) {
	        // ZIP64 format
	        var zip64EocdlBuffer = buffer.subarray(i - zip64EocdlSize, i - zip64EocdlSize + zip64EocdlSize);
	        // 0 - zip64 end of central dir locator signature = 0x07064b50
	        // 4 - number of the disk with the start of the zip64 end of central directory
	        // 8 - relative offset of the zip64 end of central directory record
	        var zip64EocdrOffset = readUInt64LE(zip64EocdlBuffer, 8);
	        // 16 - total number of disks

	        // ZIP64 end of central directory record
	        var zip64EocdrBuffer = newBuffer(56);
	        return readAndAssertNoEof(reader, zip64EocdrBuffer, 0, zip64EocdrBuffer.length, zip64EocdrOffset, function(err) {
	          if (err) return callback(err);

	          // 0 - zip64 end of central dir signature                           4 bytes  (0x06064b50)
	          if (zip64EocdrBuffer.readUInt32LE(0) !== 0x06064b50) {
	            return callback(new Error("invalid zip64 end of central directory record signature"));
	          }
	          // 4 - size of zip64 end of central directory record                8 bytes
	          // 12 - version made by                                             2 bytes
	          // 14 - version needed to extract                                   2 bytes
	          // 16 - number of this disk                                         4 bytes
	          diskNumber = zip64EocdrBuffer.readUInt32LE(16);
	          if (diskNumber !== 0) {
	            // Check this only after zip64 overrides. See #118.
	            return callback(new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
	          }
	          // 20 - number of the disk with the start of the central directory  4 bytes
	          // 24 - total number of entries in the central directory on this disk         8 bytes
	          // 32 - total number of entries in the central directory            8 bytes
	          entryCount = readUInt64LE(zip64EocdrBuffer, 32);
	          // 40 - size of the central directory                               8 bytes
	          // 48 - offset of start of central directory with respect to the starting disk number     8 bytes
	          centralDirectoryOffset = readUInt64LE(zip64EocdrBuffer, 48);
	          // 56 - zip64 extensible data sector                                (variable size)
	          return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options.autoClose, options.lazyEntries, decodeStrings, options.validateEntrySizes, options.strictFileNames));
	        });
	      }

	      // Not ZIP64 format
	      if (diskNumber !== 0) {
	        return callback(new Error("multi-disk zip files are not supported: found disk number: " + diskNumber));
	      }
	      return callback(null, new ZipFile(reader, centralDirectoryOffset, totalSize, entryCount, comment, options.autoClose, options.lazyEntries, decodeStrings, options.validateEntrySizes, options.strictFileNames));

	    }

	    // Not a zip file.
	    callback(new Error("End of central directory record signature not found. Either not a zip file, or file is truncated."));
	  });
	}

	util.inherits(ZipFile, EventEmitter);
	function ZipFile(reader, centralDirectoryOffset, fileSize, entryCount, comment, autoClose, lazyEntries, decodeStrings, validateEntrySizes, strictFileNames) {
	  var self = this;
	  EventEmitter.call(self);
	  self.reader = reader;
	  // forward close events
	  self.reader.on("error", function(err) {
	    // error closing the fd
	    emitError(self, err);
	  });
	  self.reader.once("close", function() {
	    self.emit("close");
	  });
	  self.readEntryCursor = centralDirectoryOffset;
	  self.fileSize = fileSize;
	  self.entryCount = entryCount;
	  self.comment = comment;
	  self.entriesRead = 0;
	  self.autoClose = !!autoClose;
	  self.lazyEntries = !!lazyEntries;
	  self.decodeStrings = !!decodeStrings;
	  self.validateEntrySizes = !!validateEntrySizes;
	  self.strictFileNames = !!strictFileNames;
	  self.isOpen = true;
	  self.emittedError = false;
	  self.hasEachEntryBeenCalled = false;

	  if (!self.lazyEntries) self._readEntry();
	}
	ZipFile.prototype.close = function() {
	  if (!this.isOpen) return;
	  this.isOpen = false;
	  this.reader.unref();
	};

	function emitErrorAndAutoClose(self, err) {
	  if (self.autoClose) self.close();
	  emitError(self, err);
	}
	function emitError(self, err) {
	  if (self.emittedError) return;
	  self.emittedError = true;
	  self.emit("error", err);
	}

	ZipFile.prototype.readEntry = function() {
	  if (!this.lazyEntries) throw new Error("readEntry() called without lazyEntries:true");
	  this._readEntry();
	};
	ZipFile.prototype._readEntry = function() {
	  var self = this;
	  if (self.entryCount === self.entriesRead) {
	    // done with metadata
	    setImmediate(function() {
	      if (self.autoClose) self.close();
	      if (self.emittedError) return;
	      self.emit("end");
	    });
	    return;
	  }
	  if (self.emittedError) return;
	  var buffer = newBuffer(46);
	  readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
	    if (err) return emitErrorAndAutoClose(self, err);
	    if (self.emittedError) return;
	    var entry = new Entry();
	    // 0 - Central directory file header signature
	    var signature = buffer.readUInt32LE(0);
	    if (signature !== 0x02014b50) return emitErrorAndAutoClose(self, new Error("invalid central directory file header signature: 0x" + signature.toString(16)));
	    // 4 - Version made by
	    entry.versionMadeBy = buffer.readUInt16LE(4);
	    // 6 - Version needed to extract (minimum)
	    entry.versionNeededToExtract = buffer.readUInt16LE(6);
	    // 8 - General purpose bit flag
	    entry.generalPurposeBitFlag = buffer.readUInt16LE(8);
	    // 10 - Compression method
	    entry.compressionMethod = buffer.readUInt16LE(10);
	    // 12 - File last modification time
	    entry.lastModFileTime = buffer.readUInt16LE(12);
	    // 14 - File last modification date
	    entry.lastModFileDate = buffer.readUInt16LE(14);
	    // 16 - CRC-32
	    entry.crc32 = buffer.readUInt32LE(16);
	    // 20 - Compressed size
	    entry.compressedSize = buffer.readUInt32LE(20);
	    // 24 - Uncompressed size
	    entry.uncompressedSize = buffer.readUInt32LE(24);
	    // 28 - File name length (n)
	    entry.fileNameLength = buffer.readUInt16LE(28);
	    // 30 - Extra field length (m)
	    entry.extraFieldLength = buffer.readUInt16LE(30);
	    // 32 - File comment length (k)
	    entry.fileCommentLength = buffer.readUInt16LE(32);
	    // 34 - Disk number where file starts
	    // 36 - Internal file attributes
	    entry.internalFileAttributes = buffer.readUInt16LE(36);
	    // 38 - External file attributes
	    entry.externalFileAttributes = buffer.readUInt32LE(38);
	    // 42 - Relative offset of local file header
	    entry.relativeOffsetOfLocalHeader = buffer.readUInt32LE(42);

	    if (entry.generalPurposeBitFlag & 0x40) return emitErrorAndAutoClose(self, new Error("strong encryption is not supported"));

	    self.readEntryCursor += 46;

	    buffer = newBuffer(entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength);
	    readAndAssertNoEof(self.reader, buffer, 0, buffer.length, self.readEntryCursor, function(err) {
	      if (err) return emitErrorAndAutoClose(self, err);
	      if (self.emittedError) return;
	      // 46 - File name
	      entry.fileNameRaw = buffer.subarray(0, entry.fileNameLength);
	      // 46+n - Extra field
	      var fileCommentStart = entry.fileNameLength + entry.extraFieldLength;
	      entry.extraFieldRaw = buffer.subarray(entry.fileNameLength, fileCommentStart);
	      // 46+n+m - File comment
	      entry.fileCommentRaw = buffer.subarray(fileCommentStart, fileCommentStart + entry.fileCommentLength);

	      // Parse the extra fields, which we need for processing other fields.
	      try {
	        entry.extraFields = parseExtraFields(entry.extraFieldRaw);
	      } catch (err) {
	        return emitErrorAndAutoClose(self, err);
	      }

	      // Interpret strings according to bit flags, extra fields, and options.
	      if (self.decodeStrings) {
	        var isUtf8 = (entry.generalPurposeBitFlag & 0x800) !== 0;
	        entry.fileComment = decodeBuffer(entry.fileCommentRaw, isUtf8);
	        entry.fileName = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, self.strictFileNames);
	        var errorMessage = validateFileName(entry.fileName);
	        if (errorMessage != null) return emitErrorAndAutoClose(self, new Error(errorMessage));
	      } else {
	        entry.fileComment = entry.fileCommentRaw;
	        entry.fileName = entry.fileNameRaw;
	      }
	      // Maintain API compatibility. See https://github.com/thejoshwolfe/yauzl/issues/47
	      entry.comment = entry.fileComment;

	      self.readEntryCursor += buffer.length;
	      self.entriesRead += 1;

	      // Check for the Zip64 Extended Information Extra Field.
	      for (var i = 0; i < entry.extraFields.length; i++) {
	        var extraField = entry.extraFields[i];
	        if (extraField.id !== 0x0001) continue;
	        // Found it.

	        var zip64EiefBuffer = extraField.data;
	        var index = 0;
	        // 0 - Original Size          8 bytes
	        if (entry.uncompressedSize === 0xffffffff) {
	          if (index + 8 > zip64EiefBuffer.length) {
	            return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include uncompressed size"));
	          }
	          entry.uncompressedSize = readUInt64LE(zip64EiefBuffer, index);
	          index += 8;
	        }
	        // 8 - Compressed Size        8 bytes
	        if (entry.compressedSize === 0xffffffff) {
	          if (index + 8 > zip64EiefBuffer.length) {
	            return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include compressed size"));
	          }
	          entry.compressedSize = readUInt64LE(zip64EiefBuffer, index);
	          index += 8;
	        }
	        // 16 - Relative Header Offset 8 bytes
	        if (entry.relativeOffsetOfLocalHeader === 0xffffffff) {
	          if (index + 8 > zip64EiefBuffer.length) {
	            return emitErrorAndAutoClose(self, new Error("zip64 extended information extra field does not include relative header offset"));
	          }
	          entry.relativeOffsetOfLocalHeader = readUInt64LE(zip64EiefBuffer, index);
	          index += 8;
	        }
	        // 24 - Disk Start Number      4 bytes

	        break;
	      }

	      // validate file size
	      if (self.validateEntrySizes && entry.compressionMethod === 0) {
	        var expectedCompressedSize = entry.uncompressedSize;
	        if (entry.isEncrypted()) {
	          // traditional encryption prefixes the file data with a header
	          expectedCompressedSize += 12;
	        }
	        if (entry.compressedSize !== expectedCompressedSize) {
	          var msg = "compressed/uncompressed size mismatch for stored file: " + entry.compressedSize + " != " + entry.uncompressedSize;
	          return emitErrorAndAutoClose(self, new Error(msg));
	        }
	      }

	      self.emit("entry", entry);

	      if (!self.lazyEntries) self._readEntry();
	    });
	  });
	};

	ZipFile.prototype.eachEntry = function() {
	  const self = this;
	  if (!self.lazyEntries) throw new Error("eachEntry() requires lazyEntries: true");
	  if (self.hasEachEntryBeenCalled) throw new Error("eachEntry() must only be called once per ZipFile");
	  self.hasEachEntryBeenCalled = true;

	  let pendingResolveReject = null;
	  self.on("entry", onEntry);
	  self.on("end", onEnd);
	  self.on("error", onError);
	  function cleanup() {
	    self.removeListener("entry", onEntry);
	    self.removeListener("end", onEnd);
	    self.removeListener("error", onError);
	    if (self.autoClose) self.close();
	  }

	  function onEntry(entry) {
	    let {resolve} = pendingResolveReject;
	    pendingResolveReject = null;
	    resolve({value: entry});
	  }
	  function onEnd() {
	    let {resolve} = pendingResolveReject;
	    pendingResolveReject = null;
	    cleanup();
	    resolve({done: true});
	  }
	  function onError(err) {
	    let {reject} = pendingResolveReject;
	    pendingResolveReject = null;
	    cleanup();
	    reject(err);
	  }

	  return {
	    [Symbol.asyncIterator]() {
	      // Called once by `for await...of`.
	      return this;
	    },
	    next() {
	      // Called on each iteration in a `for await...of`.
	      const promise = new Promise((resolve, reject) => {
	        if (pendingResolveReject != null) throw new Error("next() called before previous Promise was resolved.");
	        pendingResolveReject = {resolve, reject};
	      });
	      self.readEntry();
	      return promise;
	    },
	    return(value) {
	      // Called when breaking, returning, throwing out of a `for await...of`.
	      cleanup();
	      return Promise.resolve({done: true, value});
	    },
	    throw(value) {
	      // Almost never called. Something about `yield*` maybe?
	      cleanup();
	      return Promise.reject(value);
	    },
	  };
	};

	ZipFile.prototype.openReadStream = function(entry, options, callback) {
	  var self = this;
	  // parameter validation
	  var relativeStart = 0;
	  var relativeEnd = entry.compressedSize;
	  if (callback == null) {
	    callback = options;
	    options = null;
	  }
	  if (options == null) {
	    options = {};
	  } else {
	    if (options.decodeFileData === false) {
	      // new, simple option
	      if (options.decrypt != null) {
	        throw new Error("cannot use options.decrypt when options.decodeFileData === false");
	      }
	      if (options.decompress != null) {
	        throw new Error("cannot use options.decompress when options.decodeFileData === false");
	      }
	      // start and end are allowed
	    } else {
	      // old, complicated options
	      if (options.decrypt != null) {
	        if (!entry.isEncrypted()) {
	          throw new Error("options.decrypt can only be specified for encrypted entries. See also option decodeFileData.");
	        }
	        if (options.decrypt !== false) throw new Error("invalid options.decrypt value: " + options.decrypt);
	        if (entry.isCompressed()) {
	          if (options.decompress !== false) throw new Error("entry is encrypted and compressed, and options.decompress !== false. See also option decodeFileData.");
	        }
	      }
	      if (options.decompress != null) {
	        if (!entry.isCompressed()) {
	          throw new Error("options.decompress can only be specified for compressed entries. See also option decodeFileData.");
	        }
	        if (!(options.decompress === false || options.decompress === true)) {
	          throw new Error("invalid options.decompress value: " + options.decompress);
	        }
	        decompress = options.decompress;
	      }
	    }
	    if (options.start != null) {
	      relativeStart = options.start;
	      if (relativeStart < 0) throw new Error("options.start < 0");
	      if (relativeStart > entry.compressedSize) throw new Error("options.start > entry.compressedSize");
	    }
	    if (options.end != null) {
	      relativeEnd = options.end;
	      if (relativeEnd < 0) throw new Error("options.end < 0");
	      if (relativeEnd > entry.compressedSize) throw new Error("options.end > entry.compressedSize");
	      if (relativeEnd < relativeStart) throw new Error("options.end < options.start");
	    }
	  }
	  var rawMode = (
	    options.decodeFileData === false || // Explicitly requested raw.
	    (
	      (entry.compressionMethod === 0 || // Naturally without compression.
	        (entry.compressionMethod === 8 && options.decompress === false) // Deprecated compression bypass option.
	      ) &&
	      (!entry.isEncrypted() || // Naturally without encryption.
	        options.decrypt === false // Deprecated encryption bypass option.
	      )
	    )
	  );
	  if (options.start != null || options.end != null) {
	    // Ensure slicing deals with raw data.
	    if (!rawMode) throw new Error("start/end range require options.decodeFileData === false for non-trivial encoded entries.");
	  }

	  // any further errors can either be caused by the zipfile,
	  // or were introduced in a minor version of yauzl,
	  // so should be passed to the client rather than thrown.
	  if (!self.isOpen) return callback(new Error("closed"));
	  if (entry.isEncrypted() && !rawMode) {
	    if (options.decrypt !== false) return callback(new Error("entry is encrypted, and options.decodeFileData !== false"));
	  }
	  var decompress;
	  if (rawMode) {
	    decompress = false;
	  } else if (entry.compressionMethod === 8) {
	    // 8 - The file is Deflated
	    decompress = options.decodeFileData !== true;
	  } else {
	    return callback(new Error("unsupported compression method: " + entry.compressionMethod));
	  }

	  self.readLocalFileHeader(entry, {minimal: true}, function(err, localFileHeader) {
	    if (err) return callback(err);
	    self.openReadStreamLowLevel(
	      localFileHeader.fileDataStart, entry.compressedSize,
	      relativeStart, relativeEnd,
	      decompress, entry.uncompressedSize,
	      callback);
	  });
	};

	ZipFile.prototype.openReadStreamLowLevel = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, callback) {
	  var self = this;
	  var readStream = self.reader.createReadStream({
	    start: fileDataStart + relativeStart,
	    end: fileDataStart + relativeEnd,
	  });
	  var endpointStream = readStream;
	  if (decompress) {
	    var destroyed = false;
	    var inflateFilter = zlib.createInflateRaw();
	    readStream.on("error", function(err) {
	      // setImmediate here because errors can be emitted during the first call to pipe()
	      setImmediate(function() {
	        if (!destroyed) inflateFilter.emit("error", err);
	      });
	    });
	    readStream.pipe(inflateFilter);

	    if (self.validateEntrySizes) {
	      endpointStream = new AssertByteCountStream(uncompressedSize);
	      inflateFilter.on("error", function(err) {
	        // forward zlib errors to the client-visible stream
	        setImmediate(function() {
	          if (!destroyed) endpointStream.emit("error", err);
	        });
	      });
	      inflateFilter.pipe(endpointStream);
	    } else {
	      // the zlib filter is the client-visible stream
	      endpointStream = inflateFilter;
	    }
	    // this is part of yauzl's API, so implement this function on the client-visible stream
	    installDestroyFn(endpointStream, function() {
	      destroyed = true;
	      if (inflateFilter !== endpointStream) inflateFilter.unpipe(endpointStream);
	      readStream.unpipe(inflateFilter);
	      // TODO: the inflateFilter may cause a memory leak. see Issue #27.
	      readStream.destroy();
	    });
	  }
	  callback(null, endpointStream);
	};

	ZipFile.prototype.readLocalFileHeader = function(entry, options, callback) {
	  var self = this;
	  if (callback == null) {
	    callback = options;
	    options = null;
	  }
	  if (options == null) options = {};

	  self.reader.ref();
	  var buffer = newBuffer(30);
	  readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader, function(err) {
	    try {
	      if (err) return callback(err);
	      // 0 - Local file header signature = 0x04034b50
	      var signature = buffer.readUInt32LE(0);
	      if (signature !== 0x04034b50) {
	        return callback(new Error("invalid local file header signature: 0x" + signature.toString(16)));
	      }

	      var fileNameLength = buffer.readUInt16LE(26);
	      var extraFieldLength = buffer.readUInt16LE(28);
	      var fileDataStart = entry.relativeOffsetOfLocalHeader + 30 + fileNameLength + extraFieldLength;
	      // We now have enough information to do this bounds check.
	      if (fileDataStart + entry.compressedSize > self.fileSize) {
	        return callback(new Error("file data overflows file bounds: " +
	            fileDataStart + " + " + entry.compressedSize + " > " + self.fileSize));
	      }

	      if (options.minimal) {
	        return callback(null, {fileDataStart: fileDataStart});
	      }

	      var localFileHeader = new LocalFileHeader();
	      localFileHeader.fileDataStart = fileDataStart;

	      // 4 - Version needed to extract (minimum)
	      localFileHeader.versionNeededToExtract = buffer.readUInt16LE(4);
	      // 6 - General purpose bit flag
	      localFileHeader.generalPurposeBitFlag = buffer.readUInt16LE(6);
	      // 8 - Compression method
	      localFileHeader.compressionMethod = buffer.readUInt16LE(8);
	      // 10 - File last modification time
	      localFileHeader.lastModFileTime = buffer.readUInt16LE(10);
	      // 12 - File last modification date
	      localFileHeader.lastModFileDate = buffer.readUInt16LE(12);
	      // 14 - CRC-32
	      localFileHeader.crc32 = buffer.readUInt32LE(14);
	      // 18 - Compressed size
	      localFileHeader.compressedSize = buffer.readUInt32LE(18);
	      // 22 - Uncompressed size
	      localFileHeader.uncompressedSize = buffer.readUInt32LE(22);
	      // 26 - File name length (n)
	      localFileHeader.fileNameLength = fileNameLength;
	      // 28 - Extra field length (m)
	      localFileHeader.extraFieldLength = extraFieldLength;
	      // 30 - File name
	      // 30+n - Extra field

	      buffer = newBuffer(fileNameLength + extraFieldLength);
	      self.reader.ref();
	      readAndAssertNoEof(self.reader, buffer, 0, buffer.length, entry.relativeOffsetOfLocalHeader + 30, function(err) {
	        try {
	          if (err) return callback(err);
	          localFileHeader.fileName = buffer.subarray(0, fileNameLength);
	          localFileHeader.extraField = buffer.subarray(fileNameLength);
	          return callback(null, localFileHeader);
	        } finally {
	          self.reader.unref();
	        }
	      });
	    } finally {
	      self.reader.unref();
	    }
	  });
	};

	ZipFile.prototype.openReadStreamPromise = function(entry, options) {
	  return new Promise((resolve, reject) => {
	    this.openReadStream(entry, options, function(err, readStream) {
	      if (err) return reject(err);
	      resolve(readStream);
	    });
	  });
	};
	ZipFile.prototype.openReadStreamLowLevelPromise = function(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize) {
	  return new Promise((resolve, reject) => {
	    this.openReadStream(fileDataStart, compressedSize, relativeStart, relativeEnd, decompress, uncompressedSize, function(err, readStream) {
	      if (err) return reject(err);
	      resolve(readStream);
	    });
	  });
	};
	ZipFile.prototype.readLocalFileHeaderPromise = function(entry, options) {
	  return new Promise((resolve, reject) => {
	    this.readLocalFileHeader(entry, options, function(err, localFileHeader) {
	      if (err) return reject(err);
	      resolve(localFileHeader);
	    });
	  });
	};

	function Entry() {
	}
	Entry.prototype.getLastModDate = function(options) {
	  if (options == null) options = {};

	  if (!options.forceDosFormat) {
	    // Check extended fields.
	    for (var i = 0; i < this.extraFields.length; i++) {
	      var extraField = this.extraFields[i];
	      if (extraField.id === 0x5455) {
	        // Info-ZIP "universal timestamp" extended field (`0x5455` aka `"UT"`).
	        // See the Info-ZIP source code unix/unix.c:set_extra_field() and zipfile.c:ef_scan_ut_time().
	        var data = extraField.data;
	        if (data.length < 5) continue; // Too short.
	        // The flags define which of the three fields are present: mtime, atime, ctime.
	        // We only care about mtime.
	        // Also, ctime is never included in practice.
	        // And also, atime is only included in the local file header for some reason
	        // despite the flags lying about its inclusion in the central header.
	        var flags = data[0];
	        var HAS_MTIME = 1;
	        if (!(flags & HAS_MTIME)) continue; // This will realistically never happen.
	        // Although the positions of all of the fields shift around depending on the presence of other fields,
	        // mtime is always first if present, and that's the only one we care about.
	        var posixTimestamp = data.readInt32LE(1);
	        return new Date(posixTimestamp * 1000);
	      } else if (extraField.id === 0x000a) {
	        var data = extraField.data;
	        if (data.length !== 32) continue; // The length is always the same.
	        // 4 bytes reserved
	        // 2 bytes Tag
	        if (data.readUInt16LE(4) !== 1) continue; // Tag1 is actually the only defined Tag.
	        // 2 bytes Size
	        if (data.readUInt16LE(6) !== 24) continue; // Size is always 24.
	        // 8 bytes Mtime
	        var hundredNanoSecondsSince1601 = data.readUInt32LE(8) + 4294967296 * data.readInt32LE(12);
	        // Convert from NTFS to POSIX milliseconds.
	        // The big number below is the milliseconds between year 1601 and year 1970
	        // (i.e. the negative POSIX timestamp of 1601-01-01 00:00:00Z)
	        var millisecondsSince1970 = hundredNanoSecondsSince1601 / 10000 - 11644473600000;
	        // Note on numeric precision: JavaScript Number objects lose precision above Number.MAX_SAFE_INTEGER,
	        // and NTFS timestamps are typically much bigger than that limit.
	        // (MAX_SAFE_INTEGER would represent 1629-07-17T23:58:45.475Z.)
	        // However, we're losing precision in the conversion from 100nanosecond units to millisecond units anyway,
	        // and the time at which we also lose 1-millisecond precision is year 275760, the JavaScript Date limit (by design).
	        // Up through the year 2057, this conversion only drops 4 bits of precision,
	        // which is well under the 13-14 bits ratio between the milliseconds and 100nanoseconds.
	        return new Date(millisecondsSince1970);
	      }
	    }
	  }

	  // Fallback to non-extended encoding.
	  return dosDateTimeToDate(this.lastModFileDate, this.lastModFileTime, options.timezone);
	};

	Entry.prototype.canDecodeFileData = function() {
	  return (
	    !this.isEncrypted() &&
	    (this.compressionMethod === 0 || this.compressionMethod === 8)
	  );
	};
	Entry.prototype.isEncrypted = function() {
	  return (this.generalPurposeBitFlag & 0x1) !== 0;
	};
	Entry.prototype.isCompressed = function() {
	  return this.compressionMethod === 8;
	};

	function LocalFileHeader() {
	}

	function dosDateTimeToDate(date, time, timezone) {
	  var day = date & 0x1f; // 1-31
	  var month = (date >> 5 & 0xf) - 1; // 1-12, 0-11
	  var year = (date >> 9 & 0x7f) + 1980; // 0-128, 1980-2108

	  var millisecond = 0;
	  var second = (time & 0x1f) * 2; // 0-29, 0-58 (even numbers)
	  var minute = time >> 5 & 0x3f; // 0-59
	  var hour = time >> 11 & 0x1f; // 0-23

	  if (timezone == null || timezone === "local") {
	    return new Date(year, month, day, hour, minute, second, millisecond);
	  } else if (timezone === "UTC") {
	    return new Date(Date.UTC(year, month, day, hour, minute, second, millisecond));
	  } else {
	    throw new Error("unrecognized options.timezone: " + options.timezone);
	  }
	}

	function getFileNameLowLevel(generalPurposeBitFlag, fileNameBuffer, extraFields, strictFileNames) {
	  var fileName = null;

	  // check for Info-ZIP Unicode Path Extra Field (0x7075)
	  // see https://github.com/thejoshwolfe/yauzl/issues/33
	  for (var i = 0; i < extraFields.length; i++) {
	    var extraField = extraFields[i];
	    if (extraField.id === 0x7075) {
	      if (extraField.data.length < 6) {
	        // too short to be meaningful
	        continue;
	      }
	      // Version       1 byte      version of this extra field, currently 1
	      if (extraField.data.readUInt8(0) !== 1) {
	        // > Changes may not be backward compatible so this extra
	        // > field should not be used if the version is not recognized.
	        continue;
	      }
	      // NameCRC32     4 bytes     File Name Field CRC32 Checksum
	      var oldNameCrc32 = extraField.data.readUInt32LE(1);
	      if (crc32(fileNameBuffer) !== oldNameCrc32) {
	        // > If the CRC check fails, this UTF-8 Path Extra Field should be
	        // > ignored and the File Name field in the header should be used instead.
	        continue;
	      }
	      // UnicodeName   Variable    UTF-8 version of the entry File Name
	      fileName = decodeBuffer(extraField.data.subarray(5), true);
	      break;
	    }
	  }

	  if (fileName == null) {
	    // The typical case.
	    var isUtf8 = (generalPurposeBitFlag & 0x800) !== 0;
	    fileName = decodeBuffer(fileNameBuffer, isUtf8);
	  }

	  if (!strictFileNames) {
	    // Allow backslash.
	    fileName = fileName.replace(/\\/g, "/");
	  }
	  return fileName;
	}

	function validateFileName(fileName) {
	  if (fileName.indexOf("\\") !== -1) {
	    return "invalid characters in fileName: " + fileName;
	  }
	  if (/^[a-zA-Z]:/.test(fileName) || /^\//.test(fileName)) {
	    return "absolute path: " + fileName;
	  }
	  if (fileName.split("/").indexOf("..") !== -1) {
	    return "invalid relative path: " + fileName;
	  }
	  // all good
	  return null;
	}

	function parseExtraFields(extraFieldBuffer) {
	  var extraFields = [];
	  var i = 0;
	  while (i < extraFieldBuffer.length - 3) {
	    var headerId = extraFieldBuffer.readUInt16LE(i + 0);
	    var dataSize = extraFieldBuffer.readUInt16LE(i + 2);
	    var dataStart = i + 4;
	    var dataEnd = dataStart + dataSize;
	    if (dataEnd > extraFieldBuffer.length) throw new Error("extra field length exceeds extra field buffer size");
	    var dataBuffer = extraFieldBuffer.subarray(dataStart, dataEnd);
	    extraFields.push({
	      id: headerId,
	      data: dataBuffer,
	    });
	    i = dataEnd;
	  }
	  return extraFields;
	}

	function readAndAssertNoEof(reader, buffer, offset, length, position, callback) {
	  if (length === 0) {
	    // fs.read will throw an out-of-bounds error if you try to read 0 bytes from a 0 byte file
	    return setImmediate(function() { callback(null, newBuffer(0)); });
	  }
	  reader.read(buffer, offset, length, position, function(err, bytesRead) {
	    if (err) return callback(err);
	    if (bytesRead < length) {
	      return callback(new Error("unexpected EOF"));
	    }
	    callback();
	  });
	}

	util.inherits(AssertByteCountStream, Transform);
	function AssertByteCountStream(byteCount) {
	  Transform.call(this);
	  this.actualByteCount = 0;
	  this.expectedByteCount = byteCount;
	}
	AssertByteCountStream.prototype._transform = function(chunk, encoding, cb) {
	  this.actualByteCount += chunk.length;
	  if (this.actualByteCount > this.expectedByteCount) {
	    var msg = "too many bytes in the stream. expected " + this.expectedByteCount + ". got at least " + this.actualByteCount;
	    return cb(new Error(msg));
	  }
	  cb(null, chunk);
	};
	AssertByteCountStream.prototype._flush = function(cb) {
	  if (this.actualByteCount < this.expectedByteCount) {
	    var msg = "not enough bytes in the stream. expected " + this.expectedByteCount + ". got only " + this.actualByteCount;
	    return cb(new Error(msg));
	  }
	  cb();
	};

	util.inherits(RandomAccessReader, EventEmitter);
	function RandomAccessReader() {
	  EventEmitter.call(this);
	  this.refCount = 0;
	}
	RandomAccessReader.prototype.ref = function() {
	  this.refCount += 1;
	};
	RandomAccessReader.prototype.unref = function() {
	  var self = this;
	  self.refCount -= 1;

	  if (self.refCount > 0) return;
	  if (self.refCount < 0) throw new Error("invalid unref");

	  self.close(onCloseDone);

	  function onCloseDone(err) {
	    if (err) return self.emit('error', err);
	    self.emit('close');
	  }
	};
	RandomAccessReader.prototype.createReadStream = function(options) {
	  if (options == null) options = {};
	  var start = options.start;
	  var end = options.end;
	  if (start === end) {
	    var emptyStream = new PassThrough();
	    setImmediate(function() {
	      emptyStream.end();
	    });
	    return emptyStream;
	  }
	  var stream = this._readStreamForRange(start, end);

	  var destroyed = false;
	  var refUnrefFilter = new RefUnrefFilter(this);
	  stream.on("error", function(err) {
	    setImmediate(function() {
	      if (!destroyed) refUnrefFilter.emit("error", err);
	    });
	  });
	  installDestroyFn(refUnrefFilter, function() {
	    stream.unpipe(refUnrefFilter);
	    refUnrefFilter.unref();
	    stream.destroy();
	  });

	  var byteCounter = new AssertByteCountStream(end - start);
	  refUnrefFilter.on("error", function(err) {
	    setImmediate(function() {
	      if (!destroyed) byteCounter.emit("error", err);
	    });
	  });
	  installDestroyFn(byteCounter, function() {
	    destroyed = true;
	    refUnrefFilter.unpipe(byteCounter);
	    refUnrefFilter.destroy();
	  });

	  return stream.pipe(refUnrefFilter).pipe(byteCounter);
	};
	RandomAccessReader.prototype._readStreamForRange = function(start, end) {
	  throw new Error("not implemented");
	};
	RandomAccessReader.prototype.read = function(buffer, offset, length, position, callback) {
	  var readStream = this.createReadStream({start: position, end: position + length});
	  var writeStream = new Writable();
	  var written = 0;
	  writeStream._write = function(chunk, encoding, cb) {
	    chunk.copy(buffer, offset + written, 0, chunk.length);
	    written += chunk.length;
	    cb();
	  };
	  writeStream.on("finish", callback);
	  readStream.on("error", function(error) {
	    callback(error);
	  });
	  readStream.pipe(writeStream);
	};
	RandomAccessReader.prototype.close = function(callback) {
	  setImmediate(callback);
	};

	util.inherits(RefUnrefFilter, PassThrough);
	function RefUnrefFilter(context) {
	  PassThrough.call(this);
	  this.context = context;
	  this.context.ref();
	  this.unreffedYet = false;
	}
	RefUnrefFilter.prototype._flush = function(cb) {
	  this.unref();
	  cb();
	};
	RefUnrefFilter.prototype.unref = function(cb) {
	  if (this.unreffedYet) return;
	  this.unreffedYet = true;
	  this.context.unref();
	};

	var cp437 = '\u0000☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼ !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ';
	function decodeBuffer(buffer, isUtf8) {
	  if (isUtf8) {
	    return buffer.toString("utf8");
	  } else {
	    var result = "";
	    for (var i = 0; i < buffer.length; i++) {
	      result += cp437[buffer[i]];
	    }
	    return result;
	  }
	}

	function readUInt64LE(buffer, offset) {
	  // There is no native function for this, because we can't actually store 64-bit integers precisely.
	  // after 53 bits, JavaScript's Number type (IEEE 754 double) can't store individual integers anymore.
	  // but since 53 bits is a whole lot more than 32 bits, we do our best anyway.
	  // As of 2020, Node has added support for BigInt, which obviates this whole function,
	  // but yauzl hasn't been updated to depend on BigInt (yet?).
	  var lower32 = buffer.readUInt32LE(offset);
	  var upper32 = buffer.readUInt32LE(offset + 4);
	  // we can't use bitshifting here, because JavaScript bitshifting only works on 32-bit integers.
	  return upper32 * 0x100000000 + lower32;
	  // as long as we're bounds checking the result of this function against the total file size,
	  // we'll catch any overflow errors, because we already made sure the total file size was within reason.
	}

	// Node 10 deprecated new Buffer().
	var newBuffer;
	if (typeof Buffer.allocUnsafe === "function") {
	  newBuffer = function(len) {
	    return Buffer.allocUnsafe(len);
	  };
	} else {
	  newBuffer = function(len) {
	    return new Buffer(len);
	  };
	}

	// Node 8 introduced a proper destroy() implementation on writable streams.
	function installDestroyFn(stream, fn) {
	  if (typeof stream.destroy === "function") {
	    // New API.
	    stream._destroy = function(err, cb) {
	      fn();
	      if (cb != null) cb(err);
	    };
	  } else {
	    // Old API.
	    stream.destroy = fn;
	  }
	}

	function defaultCallback(err) {
	  if (err) throw err;
	}
	return yauzl;
}

var yauzlExports = requireYauzl();

/** Names of entries in a source bundle: which ones are safe to unpack, and one spelling for each. */
/** Why `name` could end up somewhere else than in the folder it is unpacked to; undefined for a safe name. */
function findNameProblem(name) {
    if (name === '')
        return 'is empty';
    if (name.includes('\0'))
        return 'contains a NUL character';
    if (name.includes('\\'))
        return 'contains a backslash';
    if (name.startsWith('/'))
        return 'is an absolute path';
    if (/^[A-Za-z]:/.test(name))
        return 'starts with a drive letter';
    if (name.split('/').includes('..'))
        return 'leaves the folder with ".."';
    return undefined;
}
/** The name without "./" and doubled slashes; '' for the folder itself. A folder keeps the slash at its end. */
function normalizeEntryName(name) {
    const parts = name.split('/');
    return parts.filter((part, index) => part !== '.' && (part !== '' || index === parts.length - 1)).join('/');
}

/** Why a zip file was refused as a source bundle: one ActionError each, with what to do. */
/** `head`: the first bytes of the file, which often tell what it is instead. */
function notAZip(source, head) {
    return new ActionError({
        code: 'bundle-not-a-zip',
        message: `'${source.input}' named a file that is ${describeHead(head)}: "${source.value}".`,
        hint: "Make a zip file: cd FOLDER && zip -r ../bundle.zip . — or leave 'deployment-package-path' out: then this action packs 'source-directory' itself.",
    });
}
function damaged(source, detail, cause) {
    return new ActionError({
        code: 'bundle-damaged',
        message: `'${source.input}' named a zip file that could not be read: "${source.value}" (${detail}).`,
        hint: `Make the file again and test it with: unzip -t ${toShellWord(source.value)}`,
        cause,
    });
}
function encrypted(source, name) {
    return new ActionError({
        code: 'bundle-encrypted',
        message: `'${source.input}' named an encrypted zip file: "${source.value}" (its entry "${name}" needs a password).`,
        hint: 'Make the zip file without a password: Beanstalk cannot unpack it otherwise.',
    });
}
function escaping(source, name, problem) {
    const isBackslash = problem.includes('backslash');
    return new ActionError({
        code: 'bundle-name-refused',
        message: `'${source.input}' named "${source.value}", which has an entry whose name ${problem}: "${name}".`,
        hint: isBackslash
            ? "Pack with a tool that writes forward slashes (7-Zip, PowerShell 7), or leave 'deployment-package-path' out: then this action packs 'source-directory' itself."
            : 'Pack from inside the folder, so that all names are relative to it: cd FOLDER && zip -r ../bundle.zip .',
    });
}
function duplicate$1(source, name) {
    return new ActionError({
        code: 'bundle-duplicate-name',
        message: `'${source.input}' named "${source.value}", which has two entries of the name "${name}".`,
        hint: 'Make the zip file anew, with each file once: which of the two would be deployed is not defined.',
    });
}
function tooLarge$1(source, sizeBytes) {
    return new ActionError({
        code: 'bundle-too-large',
        message: `'${source.input}' "${source.value}" made a source bundle of ${(sizeBytes / 1024 / 1024).toFixed(1)} MiB; Beanstalk takes 500 MiB.`,
        hint: "Leave out what the app does not need at run time: list it in '.ebignore' or in 'exclude-patterns', one pattern a line.",
    });
}
function unpacksTooLarge(source, unpackedBytes) {
    return new ActionError({
        code: 'bundle-unpacks-too-large',
        message: `'${source.input}' "${source.value}" would be ${(unpackedBytes / 1024 ** 3).toFixed(1)} GiB when it is unpacked; this action deploys at most 4 GiB.`,
        hint: 'Leave out what the app does not need at run time. While a version is deployed the old and the new one lie on the volume of the instance, which has 8 GB unless RootVolumeSize says more.',
    });
}
function overlapping(source, name) {
    return damaged(source, `the entry "${name}" lies over another one, as in a zip bomb`);
}
function tooManyEntries(source, entryCount, limit) {
    return new ActionError({
        code: 'bundle-too-many-files',
        message: `'${source.input}' "${source.value}" held ${entryCount} files and folders; this action reads at most ${limit}.`,
        hint: "Leave out what the app does not need at run time: list it in '.ebignore' or in 'exclude-patterns', one pattern a line.",
    });
}
/** For what the file system refuses (permissions, a file that is gone) and for files that change while they are packed. */
function unreadable({ input, value }, cause) {
    return new ActionError({
        code: 'bundle-unreadable',
        message: `'${input}' "${value}" could not be read or packed: ${cause.message}.`,
        hint: "Make sure that this step may read every file and that nothing changes them meanwhile (chmod, chown), or leave them out with 'exclude-patterns'.",
        cause,
    });
}
const HEADS = [
    ['PK', 'only the beginning of a zip file (was it cut off?)'],
    ['\x1f\x8b', 'not a zip file but gzip, perhaps a .tar.gz'],
    ['7z\xbc\xaf', 'not a zip file but a 7z archive'],
    ['Rar!', 'not a zip file but a rar archive'],
    ['version https://git-lfs', 'not a zip file but a Git LFS pointer (check out with "lfs: true")'],
    ['<', 'not a zip file but HTML or XML, perhaps the page of a failed download'],
];
function describeHead(head) {
    const text = head.toString('latin1').trimStart();
    if (text === '')
        return 'empty';
    return HEADS.find(([start]) => text.startsWith(start))?.[1] ?? 'not a zip file';
}

/** The text of one file of a zip. */
const MOST_LINKS = 8;
/** As `Bundle.readText`. */
async function readText(reading, name, maxBytes) {
    let current = name;
    for (let links = 0; links <= MOST_LINKS; links++) {
        const entry = reading.entries.get(current);
        if (!entry || current.endsWith('/') || entry.uncompressedSize > maxBytes)
            return undefined;
        const text = await readEntry(reading, entry);
        if (!isSymbolicLink(entry))
            return text;
        current = posix.join(posix.dirname(current), text);
    }
    return undefined;
}
// yauzl ends the stream with an error when it holds more or fewer bytes than `uncompressedSize`.
async function readEntry({ zip, source }, entry) {
    const chunks = [];
    try {
        for await (const chunk of await zip.openReadStreamPromise(entry))
            chunks.push(chunk);
    }
    catch (error) {
        throw damaged(source, `the entry "${entry.fileName}" could not be read: ${error.message}`, error);
    }
    const bytes = Buffer.concat(chunks);
    if (crc32(bytes) !== entry.crc32)
        throw damaged(source, `the checksum of the entry "${entry.fileName}" is wrong`);
    return bytes.toString('utf8');
}
function isSymbolicLink(entry) {
    return ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
}

/** The end of a zip file: where its central directory lies, and the records that say so. */
const END_SIGNATURE = 0x06054b50;
const END_SIZE = 22;
const ZIP64_END_SIGNATURE = 0x06064b50;
const ZIP64_END_SIZE = 56;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_LOCATOR_SIZE = 20;
const LONGEST_COMMENT = 0xffff;
/** APPNOTE.TXT 4.3.14 to 4.3.16. Undefined when the file does not end as a zip file does. */
async function readZipEnd(file, sizeBytes) {
    const tailOffset = Math.max(0, sizeBytes - LONGEST_COMMENT - END_SIZE - ZIP64_LOCATOR_SIZE);
    const tail = await readBytes(file, tailOffset, sizeBytes - tailOffset);
    const index = findEnd$1(tail);
    if (index === undefined)
        return undefined;
    const locatorIndex = index - ZIP64_LOCATOR_SIZE;
    if (locatorIndex >= 0 && tail.readUInt32LE(locatorIndex) === ZIP64_LOCATOR_SIGNATURE) {
        const offset = Number(tail.readBigUInt64LE(locatorIndex + 8));
        const record = await readBytes(file, offset, ZIP64_END_SIZE);
        if (record.length < ZIP64_END_SIZE || record.readUInt32LE(0) !== ZIP64_END_SIGNATURE)
            return undefined;
        return {
            entryCount: Number(record.readBigUInt64LE(32)),
            centralDirectorySize: Number(record.readBigUInt64LE(40)),
            centralDirectoryOffset: Number(record.readBigUInt64LE(48)),
            comment: tail.subarray(index + END_SIZE),
            offset,
        };
    }
    return {
        entryCount: tail.readUInt16LE(index + 10),
        centralDirectorySize: tail.readUInt32LE(index + 12),
        centralDirectoryOffset: tail.readUInt32LE(index + 16),
        comment: tail.subarray(index + END_SIZE),
        offset: tailOffset + index,
    };
}
/** Each part of an upload has some of them on their way at once. */
const CHUNK_BYTES = 128 * 1024;
/** The bytes from `start` up to `end`; throws when the file ends before. Leaves the file open, whoever stops reading. */
async function* readRange(file, start, end) {
    for (let offset = start; offset < end;) {
        const chunk = await readBytes(file, offset, Math.min(CHUNK_BYTES, end - offset));
        if (chunk.length === 0)
            throw new Error('The source bundle was cut short while it was read');
        yield chunk;
        offset += chunk.length;
    }
}
/** At most `length` bytes from `offset` on; fewer at the end of the file. */
async function readBytes(file, offset, length) {
    const buffer = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    while (filled < length) {
        const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
        if (bytesRead === 0)
            break;
        filled += bytesRead;
    }
    return buffer.subarray(0, filled);
}
function findEnd$1(tail) {
    for (let index = tail.length - END_SIZE; index >= 0; index--) {
        if (tail.readUInt32LE(index) !== END_SIGNATURE)
            continue;
        if (index + END_SIZE + tail.readUInt16LE(index + 20) === tail.length)
            return index;
    }
    return undefined;
}
/** The records that end a zip file whose end records begin at `offset`, in the zip64 form where a field is too small. */
function makeZipEnd({ centralDirectoryOffset, centralDirectorySize, entryCount, comment, offset, }) {
    const isTooLarge = entryCount >= 0xffff || centralDirectorySize >= 0xffffffff || centralDirectoryOffset >= 0xffffffff;
    const end = Buffer.alloc(END_SIZE);
    end.writeUInt32LE(END_SIGNATURE, 0);
    end.writeUInt16LE(isTooLarge ? 0xffff : entryCount, 8);
    end.writeUInt16LE(isTooLarge ? 0xffff : entryCount, 10);
    end.writeUInt32LE(isTooLarge ? 0xffffffff : centralDirectorySize, 12);
    end.writeUInt32LE(isTooLarge ? 0xffffffff : centralDirectoryOffset, 16);
    end.writeUInt16LE(comment.length, 20);
    if (!isTooLarge)
        return Buffer.concat([end, comment]);
    const zip64 = makeZip64End({ centralDirectoryOffset, centralDirectorySize, entryCount, offset });
    return Buffer.concat([zip64, end, comment]);
}
function makeZip64End(sizes) {
    const records = Buffer.alloc(ZIP64_END_SIZE + ZIP64_LOCATOR_SIZE);
    records.writeUInt32LE(ZIP64_END_SIGNATURE, 0);
    records.writeBigUInt64LE(BigInt(ZIP64_END_SIZE - 12), 4);
    records.writeUInt16LE(MADE_BY_UNIX_45, 12);
    records.writeUInt16LE(45, 14);
    records.writeBigUInt64LE(BigInt(sizes.entryCount), 24);
    records.writeBigUInt64LE(BigInt(sizes.entryCount), 32);
    records.writeBigUInt64LE(BigInt(sizes.centralDirectorySize), 40);
    records.writeBigUInt64LE(BigInt(sizes.centralDirectoryOffset), 48);
    records.writeUInt32LE(ZIP64_LOCATOR_SIGNATURE, ZIP64_END_SIZE);
    records.writeBigUInt64LE(BigInt(sizes.offset), ZIP64_END_SIZE + 8);
    records.writeUInt32LE(1, ZIP64_END_SIZE + 16);
    return records;
}
const MADE_BY_UNIX_45 = (3 << 8) | 45;

/** Hands a zip file to yauzl: the directory from memory, since yauzl asks for it record by record; the rest from disk. */
/** The reader owns `file` from here on, and closes it when yauzl closes. */
async function makeZipReader(file, end, sizeBytes) {
    const directory = await readBytes(file, end.centralDirectoryOffset, sizeBytes - end.centralDirectoryOffset);
    return new ZipReader(file, directory, end.centralDirectoryOffset);
}
class ZipReader extends yauzlExports.RandomAccessReader {
    #file;
    #directory;
    #directoryOffset;
    constructor(file, directory, directoryOffset) {
        super();
        this.#file = file;
        this.#directory = directory;
        this.#directoryOffset = directoryOffset;
    }
    _readStreamForRange(start, end) {
        return Readable.from(readRange(this.#file, start, end), { objectMode: false });
    }
    read(...asked) {
        const [buffer, offset, length, position, done] = asked;
        const start = position - this.#directoryOffset;
        if (start < 0)
            return super.read(...asked);
        const copied = this.#directory.copy(buffer, offset, start, start + length);
        done(copied === length ? null : new Error('unexpected end of the file'));
    }
    close(done) {
        this.#file.close().then(() => done(null), done);
    }
}

/** Opens a zip file for reading and refuses one that Beanstalk could not unpack, or would unpack somewhere else. */
/** Bytes of the largest source bundle that Beanstalk takes: "must not exceed 500 MB" (DG/applications-sourcebundle). */
const LARGEST_BUNDLE_BYTES = 500 * 1024 * 1024;
/** Old and new version lie side by side on a volume that has 8 GB by default; and no zip64 fields are needed below it. */
const LARGEST_UNPACKED_BYTES = 4 * 1024 ** 3 - 1;
const MOST_ENTRIES = 200_000;
const LONGEST_DIRECTORY_BYTES = 64 * 1024 * 1024;
/** `source` is what the user named, for messages; the zip itself lies at `zipPath`. */
async function openZip(zipPath, source) {
    const file = await open(zipPath, 'r');
    try {
        const { size: sizeBytes } = await file.stat();
        if (sizeBytes > LARGEST_BUNDLE_BYTES)
            throw tooLarge$1(source, sizeBytes);
        const end = await readEnd$1(file, sizeBytes, source);
        const reader = await makeZipReader(file, end, sizeBytes);
        const options = { autoClose: false, decodeStrings: false, lazyEntries: true };
        const zip = await yauzlExports.fromRandomAccessReaderPromise(reader, sizeBytes, options);
        const entries = await readEntries(zip, end, source);
        return {
            names: [...entries.keys()],
            sizeBytes,
            has: name => entries.has(name),
            readText: (name, maxBytes) => readText({ zip, entries, source }, name, maxBytes),
            close: () => zip.close(),
        };
    }
    catch (error) {
        await file.close();
        throw error instanceof ActionError ? error : damaged(source, describe$2(error), error);
    }
}
async function readEnd$1(file, sizeBytes, source) {
    const end = await readZipEnd(file, sizeBytes);
    if (!end)
        throw notAZip(source, await readBytes(file, 0, 512));
    if (end.centralDirectoryOffset + end.centralDirectorySize !== end.offset) {
        throw damaged(source, 'its central directory is not where its end says; something was put in front or cut out');
    }
    if (end.entryCount > MOST_ENTRIES || end.centralDirectorySize > LONGEST_DIRECTORY_BYTES) {
        throw tooManyEntries(source, end.entryCount, MOST_ENTRIES);
    }
    return end;
}
async function readEntries(zip, end, source) {
    const entries = new Map();
    let directoryBytes = 0;
    let unpackedBytes = 0;
    for await (const entry of zip.eachEntry()) {
        directoryBytes += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
        unpackedBytes += entry.uncompressedSize;
        if (unpackedBytes > LARGEST_UNPACKED_BYTES)
            throw unpacksTooLarge(source, unpackedBytes);
        addEntry(entries, entry, source);
        if (entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize > end.centralDirectoryOffset) {
            throw damaged(source, `the entry "${entry.fileName}" reaches beyond the entries`);
        }
    }
    if (directoryBytes !== end.centralDirectorySize) {
        throw damaged(source, 'its central directory is not as long as its end says');
    }
    refuseOverlaps([...entries.values()], source);
    return entries;
}
// A zip bomb names the same bytes many times over; unzip refuses those too.
function refuseOverlaps(entries, source) {
    let end = 0;
    for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
        if (entry.relativeOffsetOfLocalHeader < end)
            throw overlapping(source, entry.fileName);
        end = entry.relativeOffsetOfLocalHeader + 30 + entry.fileNameLength + entry.compressedSize;
    }
}
function addEntry(entries, entry, source) {
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    const written = yauzlExports.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
    entry.fileName = written;
    const problem = findNameProblem(written);
    if (problem)
        throw escaping(source, written, problem);
    if (entry.isEncrypted())
        throw encrypted(source, written);
    const name = normalizeEntryName(written);
    if (name === '')
        return;
    // Some tools write a folder twice, which unpacks to the same; a file twice is whichever comes last.
    const other = name.endsWith('/') ? name.slice(0, -1) : `${name}/`;
    if (entries.has(other) || (entries.has(name) && !name.endsWith('/')))
        throw duplicate$1(source, name);
    entries.set(name, entry);
}
function describe$2(error) {
    return error instanceof Error ? error.message : String(error);
}

/** The two records that a zip file holds of each entry, one before its bytes and one in the directory at the end. */
/** The earliest time that a packed entry bears: from the clock or the files, each run's bytes would differ. */
const FIXED_TIME = new Date(Date.UTC(2000, 0, 1));
const LOCAL_HEADER_SIGNATURE = 0x04034b50;
const LOCAL_HEADER_SIZE = 30;
const DIRECTORY_RECORD_SIGNATURE = 0x02014b50;
const DIRECTORY_RECORD_SIZE = 46;
const MADE_BY_UNIX_20 = (3 << 8) | 20;
const NEEDS_20 = 20;
const NAME_IS_UTF8 = 0x0800;
const DEFLATED = 8;
/** APPNOTE.TXT 4.3.7: the bytes of the entry follow it. */
function makeLocalHeader(entry) {
    const name = Buffer.from(entry.name);
    const header = Buffer.alloc(LOCAL_HEADER_SIZE);
    header.writeUInt32LE(LOCAL_HEADER_SIGNATURE, 0);
    writeSharedFields(header, 4, entry);
    return Buffer.concat([header, name]);
}
/** APPNOTE.TXT 4.3.12: `offset` is that of the local header. */
function makeDirectoryRecord(entry, offset) {
    const name = Buffer.from(entry.name);
    const record = Buffer.alloc(DIRECTORY_RECORD_SIZE);
    record.writeUInt32LE(DIRECTORY_RECORD_SIGNATURE, 0);
    record.writeUInt16LE(MADE_BY_UNIX_20, 4);
    writeSharedFields(record, 6, entry);
    record.writeUInt32LE((entry.mode << 16) >>> 0, 38);
    record.writeUInt32LE(offset, 42);
    return Buffer.concat([record, name]);
}
function writeSharedFields(record, at, entry) {
    record.writeUInt16LE(NEEDS_20, at);
    record.writeUInt16LE(NAME_IS_UTF8, at + 2);
    record.writeUInt16LE(entry.isDeflated ? DEFLATED : 0, at + 4);
    record.writeUInt32LE(toDosTime(entry.time), at + 6);
    record.writeUInt32LE(entry.crc32, at + 10);
    record.writeUInt32LE(entry.compressedBytes, at + 14);
    record.writeUInt32LE(entry.sizeBytes, at + 18);
    record.writeUInt16LE(Buffer.byteLength(entry.name), at + 22);
}
// Seconds in steps of two, and years from 1980 on.
function toDosTime(time) {
    const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1);
    const date = ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate();
    return ((date << 16) | clock) >>> 0;
}

/** Adds entries at the end of a source bundle; every byte of the entries that it has stays where it is. */
/**
 * The bundle with `additions`: the bundle's bytes up to its central directory, the new entries, the old central
 * directory with the new records behind it, and a new end. The zip file is neither unpacked nor copied.
 * The same bundle and additions give the same bytes. Throws an ActionError when the result is more than Beanstalk takes.
 * It outlives `bundle.close()` and has to be closed itself.
 */
async function extendBundle(bundle, additions) {
    for (const { name } of additions) {
        if (bundle.has(name))
            throw new Error(`"${name}" was to be added to a bundle that has it`);
    }
    const file = await open(bundle.zipPath, 'r');
    try {
        const parts = await planParts(file, bundle, additions);
        const sizeBytes = parts.headBytes + parts.tail.length;
        if (sizeBytes > LARGEST_BUNDLE_BYTES)
            throw tooLarge(bundle, sizeBytes);
        return {
            fileName: bundle.fileName,
            sizeBytes,
            fingerprint: fingerprint(parts),
            open: (stretch = { start: 0, end: sizeBytes }) => Readable.from(readStretch(file, parts, stretch), { objectMode: false }),
            close: () => file.close(),
        };
    }
    catch (error) {
        await file.close();
        throw error;
    }
}
async function planParts(file, bundle, additions) {
    const end = await readZipEnd(file, bundle.sizeBytes);
    if (!end)
        throw new Error(`"${bundle.zipPath}" was changed while it was read`);
    const { centralDirectoryOffset: headBytes, centralDirectorySize, comment } = end;
    if (additions.length === 0) {
        return { headBytes, tail: await readBytes(file, headBytes, bundle.sizeBytes - headBytes) };
    }
    const centralDirectory = await readBytes(file, headBytes, centralDirectorySize);
    const { locals, records } = makeEntries(additions, headBytes);
    const centralDirectoryOffset = headBytes + locals.length;
    const newEnd = makeZipEnd({
        centralDirectoryOffset,
        centralDirectorySize: centralDirectorySize + records.length,
        entryCount: end.entryCount + additions.length,
        comment,
        offset: centralDirectoryOffset + centralDirectorySize + records.length,
    });
    return { headBytes, tail: Buffer.concat([locals, centralDirectory, records, newEnd]) };
}
function makeEntries(additions, offset) {
    const locals = [];
    const records = [];
    let end = offset;
    for (const { name, text } of additions) {
        const bytes = Buffer.from(text);
        const sizes = { sizeBytes: bytes.length, compressedBytes: bytes.length, crc32: crc32(bytes) };
        const entry = { name, mode: 0o100644, time: FIXED_TIME, isDeflated: false, ...sizes };
        const local = Buffer.concat([makeLocalHeader(entry), bytes]);
        locals.push(local);
        records.push(makeDirectoryRecord(entry, end));
        end += local.length;
    }
    return { locals: Buffer.concat(locals), records: Buffer.concat(records) };
}
async function* readStretch(file, { headBytes, tail }, { start, end }) {
    yield* readRange(file, start, Math.min(end, headBytes));
    const rest = tail.subarray(Math.max(0, start - headBytes), Math.max(0, end - headBytes));
    if (rest.length > 0)
        yield rest;
}
function fingerprint({ headBytes, tail }) {
    return createHash('sha256').update(`${headBytes}\n`).update(tail).digest('hex');
}
function tooLarge(bundle, sizeBytes) {
    return new ActionError({
        code: 'bundle-too-large',
        message: `The source bundle "${bundle.path}" came to ${sizeBytes} bytes with the proxy files added; Beanstalk takes ${LARGEST_BUNDLE_BYTES} (500 MiB).`,
        hint: "Leave out what the app does not need at run time; in a folder, list it in '.ebignore' or in 'exclude-patterns'.",
    });
}

/** Waiting for the world to change: reads until what was read will do, under the run's one deadline. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;
/** So that parallel jobs do not ask in step. */
const JITTER = 0.1;
/** Answers that nobody can read, one after the other: from then on they are no accident. */
const MOST_UNREADABLE = 5;
/** By how much pauses grow each time that AWS says that requests are too many, and at most. */
const SLOWDOWN = 1.5;
const MOST_SLOWDOWN = 4;
/**
 * The first value that is `done`. Pauses grow from 0.25 s to 5 s, because DescribeEnvironments and DescribeEvents
 * share about two calls a second per account, and are longer while AWS says that requests are too many. Throttling, 5xx,
 * network errors and single answers that cannot be read are waited out, other errors thrown.
 * While nothing is told for long, the log says what is waited for.
 * Throws an ActionError (code `timed-out`) that says what was waited for and seen last.
 */
async function pollUntil(context, poll) {
    const { signal, deadline } = context;
    const { what, atMostMs = Number.POSITIVE_INFINITY, firstPauseMs = 0 } = poll;
    const startedMs = context.clock.monotonicMs();
    const nextPauseMs = openPauses(poll);
    let lastSeen = 'nothing';
    const leftMs = () => Math.min(atMostMs - (clock.monotonicMs() - startedMs), deadline.remainingMs());
    const clock = tellWhileAsleep(context, { what, leftMs, lastSeen: () => lastSeen });
    let unreadable = 0;
    try {
        if (firstPauseMs > 0)
            await clock.sleep(firstPauseMs, signal);
        for (;;) {
            const found = await look(poll);
            if (found.kind === 'done')
                return found.value;
            unreadable = found.kind === 'unreadable' ? unreadable + 1 : 0;
            if (found.kind === 'unreadable' && unreadable >= MOST_UNREADABLE)
                throw found.error;
            lastSeen = found.seen;
            const elapsedMs = clock.monotonicMs() - startedMs;
            const pauseMs = nextPauseMs(found.kind);
            if (elapsedMs + pauseMs > atMostMs)
                throw timedOut(what, elapsedMs, lastSeen);
            await clock.sleep(pauseMs, signal);
        }
    }
    catch (error) {
        throw error === signal.reason ? explainEnd(error, what, lastSeen) : error;
    }
}
async function look(poll) {
    try {
        const value = await poll.read();
        return poll.done(value) ? { kind: 'done', value } : { kind: 'seen', seen: poll.describe(value) };
    }
    catch (error) {
        if (isUnreadable$1(error))
            return { kind: 'unreadable', seen: error.message, error };
        if (!isTransient(error))
            throw error;
        return { kind: isThrottled(error) ? 'throttled' : 'unanswered', seen: error.message };
    }
}
function openPauses(poll) {
    const { longestPauseMs = LONGEST_PAUSE_MS } = poll;
    let growingMs = FIRST_PAUSE_MS;
    let slowdown = 1;
    return kind => {
        slowdown = kind === 'throttled' ? Math.min(MOST_SLOWDOWN, slowdown * SLOWDOWN) : Math.max(1, slowdown / SLOWDOWN);
        const ms = poll.pauseMs?.() ?? growingMs;
        growingMs = Math.min(longestPauseMs, growingMs * 1.5);
        return ms * slowdown * (1 + JITTER * Math.random());
    };
}
function timedOut(what, elapsedMs, lastSeen) {
    return new ActionError({
        code: 'timed-out',
        message: `Waited ${Math.round(elapsedMs / 1000)} s for ${what}; last seen: ${lastSeen}.`,
        hint: 'Look at the events of the environment in the Elastic Beanstalk console, and run the job again.',
    });
}
// The reason says that time is over or the run was cancelled; only this place knows what was being waited for.
function explainEnd(reason, what, lastSeen) {
    if (!(reason instanceof ActionError))
        return reason;
    const { code, message, hint } = reason;
    return new ActionError({
        code,
        hint,
        message: `${message} It was waiting for ${what}; last seen: ${lastSeen}.`,
        cause: reason,
    });
}

/** Reads the environment's present state: what changes while an operation runs. */
async function describeState(context, environmentId) {
    const { Environments = [] } = await context.aws.elasticBeanstalk.send(new DescribeEnvironmentsCommand({ EnvironmentIds: [environmentId], IncludeDeleted: true }));
    return toState(Environments[0] ?? { EnvironmentId: environmentId });
}

/** Waits until the environment's health is good enough. */
/** Health right after a deployment is often that of before; it follows within 30 to 90 seconds. */
const STALE_FOR_MS$1 = 120_000;
/** What was seen a moment ago is not asked again. */
const FRESH_FOR_MS = 5000;
const BEST_FIRST = ['Green', 'Yellow', 'Grey'];
/** Health that stays bad is an answer, not an error. */
async function awaitHealth(context, request) {
    const verdict = await findVerdict(context, request);
    context.log.info(`The environment has ${describeHealth$1(verdict.state)} (wanted: ${request.minimum}).`);
    return verdict;
}
async function findVerdict(context, { environmentId, minimum, seen }) {
    // While somebody else's update goes on, the health is not that of this deployment.
    const isAccepted = ({ status, health }) => status === 'Ready' && isHealthy(health, minimum);
    if (seen && context.clock.monotonicMs() - seen.atMs < FRESH_FOR_MS && isAccepted(seen.state))
        return { accepted: true, state: seen.state };
    let last;
    try {
        const state = await pollUntil(context, {
            what: `the health of the environment to be ${minimum} or better`,
            read: async () => {
                last = await describeState(context, environmentId);
                return last;
            },
            done: state => isAccepted(state) || isGone(state.status),
            describe: describeHealth$1,
            atMostMs: Math.min(STALE_FOR_MS$1, context.deadline.remainingMs()),
        });
        return { accepted: isAccepted(state), state };
    }
    catch (error) {
        if (!last || !(error instanceof ActionError) || error.code !== 'timed-out')
            throw error;
        return { accepted: false, state: last };
    }
}
function describeHealth$1({ status, health }) {
    return `status ${toPrintableLine(status, 40)}, health ${toPrintableLine(health, 40)}`;
}
/** Is it good enough? */
function isHealthy(health, minimum) {
    if (minimum === 'any')
        return true;
    const rank = BEST_FIRST.indexOf(health);
    return rank !== -1 && rank <= BEST_FIRST.indexOf(minimum);
}

/** Decides what is created where the environment is missing, and what is worth knowing of it before. Pure. */
/** Throws an ActionError where nobody names an instance profile: the launch would end at once. */
function planCreation(request, { foreseen, settings, isBundleUnread, region }) {
    const { environment, application } = foreseen;
    const { solutionStackName, platformArn, cnamePrefix, tags, platformOf } = request;
    if (!has(settings, PROFILE_OPTION) && !isBundleUnread)
        throw withoutProfile(environment.name, region);
    return {
        applicationName: environment.applicationName,
        makesApplication: application !== 'exists',
        platform: environment.platform,
        ...{ solutionStackName, platformArn, cnamePrefix },
        ...(tags ? { tags } : {}),
        ...(platformOf ? { platformOf } : {}),
        namesServiceRole: has(settings, SERVICE_ROLE),
        notes: has(settings, ENVIRONMENT_TYPE) || has(settings, LOAD_BALANCER_TYPE) ? [] : [TYPE_NOTE],
    };
}
const SERVICE_ROLE = { namespace: 'aws:elasticbeanstalk:environment', optionName: 'ServiceRole' };
const ENVIRONMENT_TYPE = { namespace: 'aws:elasticbeanstalk:environment', optionName: 'EnvironmentType' };
const LOAD_BALANCER_TYPE = { namespace: 'aws:elasticbeanstalk:environment', optionName: 'LoadBalancerType' };
function has(settings, wanted) {
    return settings.some(({ namespace, optionName, value }) => namespace === wanted.namespace && optionName === wanted.optionName && value !== '');
}
/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
const TYPE_NOTE = {
    message: 'Neither EnvironmentType nor LoadBalancerType is set, so Beanstalk chooses: it may be a Classic Load Balancer, whose HTTP listeners take the Upgrade out.',
    remedy: 'Add a line to \'option-settings\': "aws:elasticbeanstalk:environment:EnvironmentType=SingleInstance", or "aws:elasticbeanstalk:environment:LoadBalancerType=application".',
};
/** The service's own words, when the launch has begun: "Environment must have instance profile associated with it." */
function withoutProfile(environmentName, region) {
    return new ActionError({
        code: 'instance-profile-missing',
        message: `The environment "${environmentName}" was to be created, but neither 'option-settings' nor the bundle's .ebextensions name an instance profile, without which Beanstalk launches no instance.`,
        hint: `Add a line to 'option-settings', with the account's own profile where it has another: ${PROFILE_LINE}\n${writeProfileCommands(region, USUAL_PROFILE)}`,
    });
}

/** How a person takes an update of the environment back: commands, and words where no command can. Pure. */
/** Lines for a shell. None where there is nothing to go back to. */
function undoUpdate({ region, plan, hasVersion, hasSettings }) {
    const formerLabel = hasVersion ? plan.fromLabel : undefined;
    const label = formerLabel === SAMPLE_LABEL ? undefined : formerLabel;
    const { restored, removed, untold } = hasSettings ? sortSettings(plan) : NO_SETTINGS;
    const options = [
        ...(label ? [`--version-label ${toShellWord(label)}`] : []),
        ...writeList('--option-settings', restored),
        ...writeList('--options-to-remove', removed),
    ];
    const wait = waitForUpdate(region, plan);
    const update = writeUpdate(region, plan, options);
    return [
        // Beanstalk takes no update before the last one has ended.
        ...(options.length > 0 ? [...(plan.wait ? [] : [wait]), ...update, wait] : []),
        ...(formerLabel === SAMPLE_LABEL ? [SAMPLE_COMMENT] : []),
        ...(untold.length > 0 ? tellUntold(untold, writeUpdate(region, plan, [LIST_OF_OWN])) : []),
    ];
}
function waitForUpdate(region, { environmentId }) {
    return writeCommand$1(region, `elasticbeanstalk wait environment-updated --environment-ids ${environmentId}`);
}
/** What DescribeEnvironments names where an environment was created without a version: there is none of that label. */
const SAMPLE_LABEL = 'Sample Application';
// CreateEnvironment alone deploys the sample, where it is given no version.
const SAMPLE_COMMENT = "# The environment ran Elastic Beanstalk's sample application, which is no version of the application: it comes back only in a new environment that is created without a version, or as one of AWS's own samples that you upload (https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/tutorials.html). As long as it runs the version of this run, Beanstalk does not delete that.";
const LIST_OF_OWN = '--option-settings file://former-settings.json';
const NO_SETTINGS = { restored: [], removed: [], untold: [] };
function sortSettings({ changes, tunings }) {
    const changed = changes.filter(({ kind }) => kind === 'changed');
    const isTold = ({ before }) => before !== undefined && isPlain(before);
    return {
        restored: [...changed.filter(isTold), ...tunings.filter(({ isUsual }) => !isUsual)].map(toFormer),
        // Set by name, a default would win over the bundle's own files for good.
        removed: [...changes.filter(({ kind }) => kind === 'new'), ...tunings.filter(({ isUsual }) => isUsual)].map(toApiOption),
        untold: [...changed.filter(change => !isTold(change)), ...changes.filter(({ kind }) => kind === 'unknown')].map(toApiOption),
    };
}
/** Shown as it is in one line of the log; another would be set as something else. */
function isPlain(value) {
    return toPrintableLine(value, LONGEST_VALUE) === value;
}
const LONGEST_VALUE = 500;
function toFormer(option) {
    return toApiSetting({ ...option, value: option.before ?? '' });
}
function writeList(option, list) {
    return list.length > 0 ? [option, ...list.map(entry => toShellWord(JSON.stringify(entry)))] : [];
}
/** In one line where it is short: a line of the log is cut where it is longer than can be read. */
function writeUpdate(region, { environmentId }, options) {
    const command = writeCommand$1(region, `elasticbeanstalk update-environment --environment-id ${toShellWord(environmentId)}`);
    const line = [command, ...options].join(' ');
    if (line.length <= LONGEST_LINE)
        return [line];
    const lines = [command, ...options.map(option => `  ${option}`)];
    return lines.map((text, index) => (index < lines.length - 1 ? `${text} \\` : text));
}
const LONGEST_LINE = 400;
function tellUntold(untold, command) {
    return [
        '# What these were is not printed, for it may be secret, or is not known. Set them again from where you keep them:',
        ...untold.map(({ Namespace, OptionName }) => `#   ${toPrintableLine(`${Namespace}:${OptionName}`)}`),
        ...command.map(line => `# ${line}`),
    ];
}

/** Decides before a deployment what becomes of it when it does not end well. Pure. */
/** Undefined where none was asked for. */
function planRollBack({ mode, update, isPathGuessed }) {
    if (mode === 'never')
        return undefined;
    const { creation, fromLabel, toLabel, optionSettings, changes } = update;
    const refuse = (because) => ({ kind: 'impossible', mode, because });
    if (creation)
        return refuse('the environment is created, so there is no version before');
    if (fromLabel === undefined)
        return refuse('no version runs in the environment yet');
    if (fromLabel === SAMPLE_LABEL)
        return refuse("Beanstalk's sample application runs, which is no version");
    if (fromLabel === toLabel && optionSettings.length === 0)
        return refuse('it is the version that runs already');
    if (changes.some(({ kind }) => kind === 'unknown'))
        return refuse(UNREAD);
    if (isPathGuessed && mode === 'on-failed-handshake')
        return { ...refuse(GUESSED), remedy: GIVE_PATH };
    return { kind: 'possible', mode, toLabel: fromLabel, isPathGuessed };
}
const UNREAD = 'the option settings of now may not be read, and so could not be set back';
const GUESSED = 'nobody gave the path of the WebSocket, and that may be at fault';
const GIVE_PATH = 'Write it in \'websocket-path\', such as "websocket-path: /ws".';
/** For the log and for whoever reviews the plan. */
function describeRollBack(plan) {
    if (!plan)
        return [];
    if (plan.kind === 'impossible')
        return [`Roll nothing back, because ${plan.because}.${plan.remedy ? ` ${plan.remedy}` : ''}`];
    const when = plan.mode === 'on-failed-handshake' || plan.isPathGuessed ? WHEN[plan.mode] : WHEN_ALL;
    return [
        `${when}, deploy "${plan.toLabel}" again, with the option settings of before: if its own WebSocket is accepted right before the deployment.`,
        ...(plan.isPathGuessed
            ? [`Roll nothing back when only the WebSocket is refused, because ${GUESSED}. ${GIVE_PATH}`]
            : []),
    ];
}
const WHEN = {
    'on-failed-handshake': 'When the WebSocket is refused',
    'on-failure': 'When the deployment fails, or the health is bad',
};
const WHEN_ALL = 'When the deployment fails, the WebSocket is refused or the health is bad';

/** Decides what the environment is asked for. Pure. */
function planUpdate(survey, request) {
    const { creation, label, optionSettings, tunings, wait } = request;
    return {
        creation,
        environmentId: survey.id,
        environmentName: survey.name,
        fromLabel: survey.versionLabel,
        toLabel: label,
        optionSettings: [...optionSettings, ...tunings.map(toSetting)],
        changes: survey.settingChanges,
        tunings,
        wait,
    };
}
function toSetting({ namespace, optionName, value }) {
    return { namespace, optionName, value };
}

/** What will stand in front of the instances after a deployment, as far as that is certain before it. Pure. */
/**
 * What was set by the API, the console or the CLI wins over the bundle's files, and AWS does not tell who set a value
 * (https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options.html): where the two differ, it is not known.
 */
function foreseeFront(coming) {
    const { frontSettings, bundleSettings, set } = coming;
    const sure = describeFront(applySettings(applySettings(frontSettings, fillIn(coming)), set));
    if (frontSettings.length === 0)
        return { ...sure, surePorts: [] };
    const other = describeFront(applySettings(applyBundle(frontSettings, bundleSettings), set));
    const isStickinessSure = !listDoubts(coming).some(({ optionName }) => STICKINESS.includes(optionName));
    return {
        ...sure,
        listeners: joinListeners(sure.listeners, other.listeners),
        surePorts: listPorts(sure).filter(port => listPorts(other).includes(port)),
        idleTimeoutSeconds: sure.idleTimeoutSeconds === other.idleTimeoutSeconds ? sure.idleTimeoutSeconds : undefined,
        isSticky: isStickinessSure && sure.isSticky === other.isSticky ? sure.isSticky : undefined,
        instances: isSame$2(sure.instances, other.instances) ? sure.instances : undefined,
    };
}
/**
 * Of an environment that is created: what Beanstalk sets by itself, and what the bundle's files set. Empty where nobody
 * says which kind it is, for then Beanstalk chooses. `set`: by the request, which wins over the bundle.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html
 */
function foreseeSettings(bundleSettings, set) {
    const chosen = applySettings(applySettings([], bundleSettings), set);
    const [type, kind = 'classic'] = ['EnvironmentType', 'LoadBalancerType'].map(name => findSetting(chosen, ENVIRONMENT$1, name) || undefined);
    if (!type && !findSetting(chosen, ENVIRONMENT$1, 'LoadBalancerType'))
        return [];
    const defaults = [
        { namespace: ENVIRONMENT$1, optionName: 'EnvironmentType', value: type ?? 'LoadBalanced' },
        { namespace: ENVIRONMENT$1, optionName: 'LoadBalancerType', value: kind },
        ...(USUAL_LISTENERS[kind] ?? []),
    ];
    const isAboutEnvironment = ({ namespace }) => namespace === ENVIRONMENT$1;
    return applySettings(applySettings(applySettings([], defaults), bundleSettings), set.filter(isAboutEnvironment));
}
const ENVIRONMENT$1 = 'aws:elasticbeanstalk:environment';
/** By the kind of load balancer; without one they are of no effect. */
const USUAL_LISTENERS = {
    classic: [{ namespace: 'aws:elb:listener', optionName: 'ListenerProtocol', value: 'HTTP' }],
    application: [{ namespace: 'aws:elbv2:listener:default', optionName: 'Protocol', value: 'HTTP' }],
    network: [{ namespace: 'aws:elbv2:listener:default', optionName: 'Protocol', value: 'TCP' }],
};
/** As if nobody had set any of it by the API. */
function applyBundle(frontSettings, bundleSettings) {
    return applySettings(frontSettings, bundleSettings.filter(isChangeable));
}
function listDoubts({ frontSettings, bundleSettings, set }) {
    return bundleSettings.flatMap(setting => {
        const current = findSetting(frontSettings, setting.namespace, setting.optionName);
        const isSet = set.some(each => each.namespace === setting.namespace && each.optionName === setting.optionName);
        return current && current !== setting.value && !isSet ? { ...setting, current } : [];
    });
}
const STICKINESS = ['StickinessEnabled', 'Stickiness Policy'];
/** What only the bundle sets. */
function fillIn({ frontSettings, bundleSettings }) {
    if (frontSettings.length === 0)
        return [];
    return bundleSettings
        .filter(isChangeable)
        .filter(({ namespace, optionName }) => !findSetting(frontSettings, namespace, optionName));
}
// Which kind of load balancer there is can be said at creation only, and then the environment has it.
function isChangeable({ namespace }) {
    return namespace !== ENVIRONMENT$1;
}
function joinListeners(sure, other) {
    const isOneOf = (listeners, { namespace, protocol }) => listeners.some(each => each.namespace === namespace && each.protocol === protocol);
    const isAlone = ({ namespace }) => !sure.some(each => each.namespace === namespace);
    return [
        ...sure.map(listener => (isOneOf(other, listener) ? listener : { ...listener, protocol: undefined })),
        ...other.filter(isAlone).map(listener => ({ ...listener, protocol: undefined })),
    ];
}
function listPorts({ listeners }) {
    return listeners.map(({ port }) => port);
}
function isSame$2(a, b) {
    return a?.min === b?.min && a?.max === b?.max;
}

/** The note that the bundle and the environment differ about the load balancer, so that nobody knows what will hold. Pure. */
/** Only of options that decide about WebSockets. */
function noteDoubts(doubts) {
    return doubts
        .filter(({ namespace, optionName }) => DECIDING.test(`${namespace}:${optionName}`))
        .slice(0, MOST_TOLD)
        .map(({ namespace, optionName, value, current }) => {
        const option = `${namespace}:${optionName}`;
        return {
            message: `The bundle's .ebextensions set ${option} to ${quoteForeign(value)}, and the environment has ${quoteForeign(current)}: which of them will hold is not known, for what was set by the API, the console or the CLI wins over the bundle's files, and AWS does not tell whether this was.${isAboutHttp(optionName, [value, current]) ? LOSES_UPGRADE : ''}`,
            remedy: `Decide it in the workflow, which wins over both.${PLAIN$1.test(value) ? `\n\noption-settings: ${option}=${value}` : ''}`,
        };
    });
}
const MOST_TOLD = 10;
const DECIDING = /^aws:(elb:listener(:\d{1,5})?:(ListenerProtocol|InstanceProtocol|ListenerEnabled)|elb:policies:(ConnectionSettingIdleTimeout|Stickiness Policy)|elbv2:loadbalancer:IdleTimeout|elbv2:listener:(default|\d{1,5}):(ListenerEnabled|Protocol)|elasticbeanstalk:environment:process:[\w-]{1,64}:StickinessEnabled)$/;
/** Can be pasted as it is. */
const PLAIN$1 = /^\w{1,40}$/;
const LOSES_UPGRADE = ' Through an HTTP or HTTPS listener of a Classic Load Balancer no WebSocket can be opened.';
function isAboutHttp(optionName, values) {
    return optionName === 'ListenerProtocol' && values.some(value => /^HTTPS?$/i.test(value));
}

/** The note that a Classic Load Balancer takes the Upgrade out, and how its listeners come to pass it on. Pure. */
/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html */
function noteLostUpgrade(request, { after, left }) {
    const http = after.listeners.filter(speaksHttp);
    if (after.loadBalancer !== 'classic' || http.length === 0)
        return [];
    const named = http.map(({ port, protocol }) => `${protocol} on port ${port}`).join(', ');
    const kept = left.filter(({ purpose, namespace }) => purpose === 'listener' && http.some(isOf$1(namespace)));
    return [
        {
            message: `The environment has a Classic Load Balancer, whose HTTP and HTTPS listeners (${named}) take the Upgrade out of every request: no WebSocket can be opened through them.`,
            remedy: kept.length > 0 ? nameBoth(kept) : request.isFixed ? adviseOptions(http) : adviseTcp(request.mode),
            // The finding has no input to name either, and says the same.
            ...(request.isFixed ? { foretells: 'classic-listener-http' } : {}),
        },
    ];
}
const isOf$1 = (namespace) => (listener) => listener.namespace === namespace;
function adviseTcp(mode) {
    const lines = mode === 'tune'
        ? 'Beside "load-balancer: tune", write "classic-listener: tcp"'
        : 'Write "load-balancer: tune" and "classic-listener: tcp"';
    return `${lines} (${LOST_BY_TCP}), or move to an environment with an Application Load Balancer.`;
}
/** Where there is no input for it. */
function adviseOptions(http) {
    const lines = http.flatMap(({ namespace, protocol }) => [
        `  ${namespace || DEFAULT_LISTENER}:ListenerProtocol=${protocol === 'HTTPS' ? 'SSL' : 'TCP'}`,
        `  ${namespace || DEFAULT_LISTENER}:InstanceProtocol=TCP`,
    ]);
    return `Add these lines (${LOST_BY_TCP}), or take an Application Load Balancer.\n\noption-settings: |\n${lines.join('\n')}`;
}
/** That of port 80, which is there without any option. */
const DEFAULT_LISTENER = 'aws:elb:listener';
const LOST_BY_TCP = 'X-Forwarded-For, X-Forwarded-Proto and sticky sessions are lost then';
/** Of whom asked for TCP already. */
function nameBoth(kept) {
    const named = [...new Set(kept.map(({ named: { namespace, optionName } }) => `${namespace}:${optionName}`))];
    const lines = kept.map(({ namespace, optionName, value }) => `  ${namespace}:${optionName}=${value}`);
    return `Take out ${named.join(', ')}, or write what passes the Upgrade on: "classic-listener: tcp" leaves a listener alone whose protocol option-settings or the bundle's .ebextensions name.\n\noption-settings: |\n${lines.join('\n')}`;
}

/** What is worth knowing of a load balancer that carries WebSockets. Pure. */
function listLoadBalancerNotes(request, facts) {
    return [
        ...noteDoubts(facts.doubts),
        ...noteLostUpgrade(request, facts),
        ...noteWhatTcpLoses(facts),
        ...noteKeepAlive(facts),
        ...noteLostSessions(request, facts),
        ...(request.mode === 'tune' ? noteWhatStays(request, facts.after) : []),
    ];
}
function noteWhatTcpLoses({ tunings, after }) {
    if (!tunings.some(({ purpose }) => purpose === 'listener'))
        return [];
    const losesCookie = tunings.some(({ optionName }) => optionName === 'Stickiness Policy');
    const isLast = after.listeners.every(({ protocol }) => protocol !== undefined) && !after.listeners.some(speaksHttp);
    const cookie = losesCookie ? '; sticky sessions end, too' : isLast ? '; sticky sessions are no longer possible' : '';
    return [
        {
            message: `With a listener for TCP or SSL the app no longer gets X-Forwarded-For and X-Forwarded-Proto, so it takes the load balancer for the client, and TLS for plain HTTP${cookie}.`,
            remedy: 'Look for what the app does with these headers (redirects to https, rate limits, logs), or move to an environment with an Application Load Balancer, which passes WebSockets and sends them.',
        },
    ];
}
/** Of nginx on the instance: in the server block of the platform, which added files cannot override. */
const KEEP_ALIVE_SECONDS = 60;
// Where nothing is changed, whoever set the timeout knew of it or was told.
function noteKeepAlive({ after, tunings, isNginx }) {
    const isRaised = tunings.some(({ purpose, value }) => purpose === 'idle-timeout' && Number(value) > KEEP_ALIVE_SECONDS);
    if (!isRaised || !isNginx || !after.listeners.some(speaksHttp))
        return [];
    return [
        {
            message: `The load balancer will keep idle connections to the instances for longer than the ${KEEP_ALIVE_SECONDS} s of Beanstalk's nginx (keepalive_timeout, which files of the bundle cannot change): now and then a plain request may be answered with 502.`,
            remedy: 'If plain requests matter more than silent WebSockets, let the app send a ping at least every 30 s and write "load-balancer: leave", or bring an nginx.conf of your own with a longer keepalive_timeout.',
        },
    ];
}
/** @see https://socket.io/docs/v4/using-multiple-nodes/ */
function noteLostSessions({ isFixed }, { after, polling }) {
    const { loadBalancer, listeners, instances, isSticky } = after;
    if (polling === undefined || isSticky !== false || instances?.max === 1)
        return [];
    const option = STICKY_OPTIONS[loadBalancer];
    const has = instances ? `has up to ${instances.max} instances and` : 'may have several instances, and has';
    return [
        {
            message: `Clients of ${polling} begin with plain requests (polling) unless they are told otherwise, all of which must come to the same instance; the environment ${has} no sticky sessions.`,
            remedy: option && listeners.some(speaksHttp) ? stickyBy(option, isFixed) : WITHOUT_COOKIES,
            // The finding has the option in a file, and no input that turns it on.
            ...(isFixed ? { foretells: 'socket-io-session-lost' } : {}),
        },
    ];
}
const BEGIN_WITH_WEBSOCKETS = 'let the clients begin with WebSockets: transports: ["websocket"]';
const WITHOUT_COOKIES = 'Let the clients begin with WebSockets: transports: ["websocket"]. Or move to an environment with an Application Load Balancer and sticky sessions, for this load balancer knows no cookies.';
function stickyBy(option, isFixed = false) {
    const how = isFixed
        ? 'Set the option'
        : 'Write "load-balancer: tune" and "stickiness: true", or set the option yourself';
    return `${how}; or ${BEGIN_WITH_WEBSOCKETS}.\n\noption-settings: ${option}`;
}
const STICKY_OPTIONS = {
    application: 'aws:elasticbeanstalk:environment:process:default:StickinessEnabled=true',
    classic: 'aws:elb:policies:Stickiness Policy=true',
};
function noteWhatStays(request, { loadBalancer, isShared, listeners }) {
    const note = (message, remedy) => [{ message, remedy }];
    if (loadBalancer === 'unknown') {
        return note('The load balancer is left as it is, for the settings of the environment could not be read.', 'Allow elasticbeanstalk:DescribeConfigurationSettings in the role of this job.');
    }
    if (loadBalancer === 'network') {
        return note(`A Network Load Balancer forgets a connection after ${NETWORK_SECONDS} s of silence, and Beanstalk has no option for that, nor for sticky sessions.`, 'Let the app send a ping at least every 30 s.');
    }
    return [
        ...(isShared
            ? note('The load balancer is shared with other environments: its idle timeout is left as it is.', 'Let the app send a ping at least every 30 s, or raise the idle timeout where the load balancer is managed.')
            : []),
        ...(request.isSticky && loadBalancer === 'classic' && !listeners.some(speaksHttp)
            ? note('Stickiness was asked for, but a listener for TCP or SSL knows no cookies.', 'Leave "stickiness" out, or move to an environment with an Application Load Balancer.')
            : []),
    ];
}

/** The note that the deployment turns off a listener by which clients come now. Pure. */
function noteLostListeners(facts) {
    const { before, after, websocketPort } = facts;
    if (before.isShared || websocketPort === undefined)
        return [];
    return before.listeners.filter(({ port }) => !hasPort(after, port)).map(listener => noteLost(listener, facts));
}
function noteLost({ port, namespace }, facts) {
    const { after, optionSettings, websocketPort } = facts;
    const option = `${namespace}:ListenerEnabled`;
    const turnsOff = (setting) => setting.namespace === namespace && setting.optionName === 'ListenerEnabled' && setting.value === 'false';
    const who = optionSettings.some(turnsOff) ? 'option-settings set' : "the bundle's .ebextensions set";
    const left = after.listeners.map(listener => listener.port);
    const isAsked = port === websocketPort;
    return {
        message: `This deployment turns off the load balancer's listener on port ${port} (${who} ${option} to false): nobody can connect there any more${isAsked ? ', and that is where this run opens its WebSocket' : ''}.`,
        remedy: `Take the setting out, if clients come by that port${isAsked ? `; or write the URL with a port that keeps a listener ("websocket-url"; ${left.length > 0 ? left.join(', ') : 'there is none'})` : ''}.`,
    };
}
function hasPort({ listeners }, wanted) {
    return listeners.some(({ port }) => port === wanted);
}

/** The option settings with which a load balancer carries WebSockets better. Pure. */
/** The most that Beanstalk's option takes. https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
const MOST_IDLE_SECONDS = 3600;
/** Only what differs; those among them that are left, too. */
function listTunings({ request, settings, proxySeconds, isLeft }) {
    const front = describeFront(settings);
    const listeners = (request.classicListener === 'tcp' ? wantTcp(front, settings) : []).filter(differs);
    const changed = listeners.filter(tuning => !isLeft(tuning));
    // What stickiness is possible depends on the listeners that still speak HTTP then.
    const then = applySettings(settings, changed);
    const others = [
        ...(changed.length > 0 ? wantNoCookie(then) : []),
        ...wantIdleTimeout(front, settings, proxySeconds),
        ...(request.isSticky ? wantStickiness(then) : []),
    ];
    return [...listeners, ...others.filter(differs)];
}
function differs({ value, before }) {
    return value !== before;
}
/**
 * TCP for HTTP, SSL for HTTPS, and to the instance TCP; a listener that speaks HTTPS to it goes on with SSL.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-clb.html
 */
function wantTcp({ loadBalancer, listeners }, settings) {
    if (loadBalancer !== 'classic')
        return [];
    return listeners.filter(speaksHttp).flatMap(({ namespace, protocol }) => {
        const tune = (optionName, value) => toTuning(settings, { purpose: 'listener', namespace, optionName, usual: 'HTTP', value });
        const backend = findSetting(settings, namespace, 'InstanceProtocol');
        return [
            tune('ListenerProtocol', protocol === 'HTTPS' ? 'SSL' : 'TCP'),
            tune('InstanceProtocol', backend === 'HTTPS' ? 'SSL' : 'TCP'),
        ];
    });
}
// A cookie policy belongs to HTTP listeners only, so it goes with the last of them.
function wantNoCookie(settings) {
    if (describeFront(settings).listeners.some(speaksHttp))
        return [];
    return [toTuning(settings, { purpose: 'listener', ...COOKIE, value: 'false' })];
}
// Never less than it is: somebody chose that, and the proxy cuts first then.
function wantIdleTimeout({ loadBalancer, isShared, idleTimeoutSeconds = 0 }, settings, proxySeconds) {
    const option = loadBalancer === 'none' || loadBalancer === 'unknown' ? undefined : IDLE_TIMEOUTS[loadBalancer];
    const seconds = Math.min(MOST_IDLE_SECONDS, Math.ceil(proxySeconds));
    if (!option || isShared || seconds <= idleTimeoutSeconds)
        return [];
    const usual = String(USUAL_IDLE_SECONDS);
    return [toTuning(settings, { purpose: 'idle-timeout', ...option, usual, value: String(seconds) })];
}
function wantStickiness(settings) {
    const { loadBalancer, listeners } = describeFront(settings);
    const wanted = { purpose: 'stickiness', value: 'true' };
    if (loadBalancer === 'classic')
        return listeners.some(speaksHttp) ? [toTuning(settings, { ...wanted, ...COOKIE })] : [];
    if (loadBalancer !== 'application')
        return [];
    return listDefaultProcesses(settings, listeners).map(namespace => toTuning(settings, { ...wanted, namespace, optionName: 'StickinessEnabled', usual: 'false' }));
}
const COOKIE = { namespace: 'aws:elb:policies', optionName: 'Stickiness Policy', usual: 'false' };
function toTuning(settings, { usual, ...wanted }) {
    const before = findSetting(settings, wanted.namespace, wanted.optionName) || usual;
    return { ...wanted, before, isUsual: before === usual };
}

/** Decides what is changed at the load balancer, and tells what it does to WebSockets as it is. Pure. */
function planLoadBalancer(request, facts) {
    const { frontSettings, optionSettings, bundleSettings, isNginx, polling } = facts;
    const { tunings, leftToInput, leftToBundle } = chooseTunings(request, facts);
    const coming = { frontSettings, bundleSettings, set: [...optionSettings, ...tunings] };
    const { surePorts: _, ...after } = foreseeFront(coming);
    const before = describeFront(frontSettings);
    const notes = listLoadBalancerNotes(request, {
        ...{ after, tunings, isNginx, polling },
        left: [...leftToInput, ...leftToBundle],
        doubts: listDoubts(coming),
    });
    return {
        ...{ mode: request.mode, tunings, leftToBundle, before, after },
        notes: [...noteLostListeners({ ...facts, before, after }), ...notes],
    };
}
// What is set here wins over the bundle for good, so that the bundle's word counts even where it may be without effect.
function chooseTunings(request, facts) {
    const { frontSettings, optionSettings, bundleSettings, proxySeconds } = facts;
    if (request.mode !== 'tune')
        return { tunings: [], leftToInput: [], leftToBundle: [] };
    const settings = applySettings(applyBundle(frontSettings, bundleSettings), optionSettings);
    const isLeft = (tuning) => [...optionSettings, ...bundleSettings].some(setting => names(setting, tuning));
    const wanted = listTunings({ request, settings, proxySeconds, isLeft });
    const leftTo = (named) => wanted.flatMap(tuning => leave(tuning, named));
    const leftToInput = leftTo(optionSettings);
    const isOfInput = (tuning) => optionSettings.some(setting => names(setting, tuning));
    return {
        tunings: wanted.filter(tuning => !isLeft(tuning)),
        leftToInput,
        leftToBundle: leftTo(bundleSettings).filter(tuning => !isOfInput(tuning)),
    };
}
/** By its own name first. */
function leave(tuning, settings) {
    const found = settings.filter(setting => names(setting, tuning));
    const named = found.find(({ optionName }) => optionName === tuning.optionName) ?? found[0];
    return named ? [{ ...tuning, named }] : [];
}
/** Of a listener, what is spoken on its two sides must fit together: who names one of them has chosen both. */
const OF_LISTENER = ['ListenerProtocol', 'InstanceProtocol'];
function names({ namespace, optionName }, tuning) {
    if (namespace !== tuning.namespace)
        return false;
    return optionName === tuning.optionName || [optionName, tuning.optionName].every(name => OF_LISTENER.includes(name));
}

/** Whether the bytes of an object are those of a source bundle: by its size, and by the SHA-256 that S3 keeps. */
/** Other objects have parts as well, of a length that nobody wrote down. */
const PART_BYTES_NAME = 'part-bytes';
const SMALLEST_PART_BYTES = 1024 * 1024;
function compareBytes(stored, own) {
    if (stored === undefined)
        return 'unknown';
    if (stored.sizeBytes !== own.sizeBytes)
        return 'other';
    if (stored.checksum === undefined || own.checksum === undefined)
        return 'unknown';
    return stored.checksum.value === own.checksum ? 'same' : 'other';
}
/** Is there something whose checksum would have to be computed? It takes reading all bytes. */
function isComparable(stored, sizeBytes) {
    return stored?.checksum !== undefined && stored.sizeBytes === sizeBytes;
}
/** Of a source bundle: to read half a gigabyte may take a while. */
function identifyBundle(context, bundle, partBytes) {
    const wait = { what: 'the checksum of the source bundle', leftMs: context.deadline.remainingMs };
    return tellDuring(context, wait, () => computeChecksum(bundle.open(), partBytes));
}
/** Of all bytes, as S3 would have it of an upload in parts of that length. */
async function computeChecksum(chunks, partBytes) {
    const digests = [];
    let [hash, hashedBytes] = [createHash('sha256'), 0];
    for await (const chunk of chunks) {
        for (let rest = chunk; rest.length > 0;) {
            const taken = rest.subarray(0, (partBytes ?? Number.POSITIVE_INFINITY) - hashedBytes);
            hash.update(taken);
            hashedBytes += taken.length;
            rest = rest.subarray(taken.length);
            if (hashedBytes !== partBytes)
                continue;
            digests.push(hash.digest());
            [hash, hashedBytes] = [createHash('sha256'), 0];
        }
    }
    if (partBytes === undefined)
        return hash.digest('base64');
    return joinDigests(hashedBytes > 0 ? [...digests, hash.digest()] : digests);
}
/** S3 User Guide, "Checking object integrity": the checksum of an upload in parts. */
function joinDigests(digests) {
    return `${createHash('sha256').update(Buffer.concat(digests)).digest('base64')}-${digests.length}`;
}
/** Undefined where it is gone, or may not be read: nothing is known of it then, and `tell` hears why. */
async function readStoredBytes(context, { bucket, key }, tell) {
    try {
        const command = new HeadObjectCommand({ Bucket: bucket, Key: key, ChecksumMode: 'ENABLED' });
        const { ContentLength = -1, ChecksumSHA256: value, Metadata } = await context.aws.s3.send(command);
        return { sizeBytes: ContentLength, checksum: value ? readChecksum(value, Metadata?.[PART_BYTES_NAME]) : undefined };
    }
    catch (error) {
        if (!isDenied(error) && !isAwsError(error, 'NotFound', 'NoSuchKey', 'NoSuchBucket'))
            throw error;
        tell(explainRefusal(error));
        return undefined;
    }
}
function readChecksum(value, partBytesText) {
    if (!value.includes('-'))
        return { value, partBytes: undefined };
    const partBytes = Number(partBytesText);
    return Number.isSafeInteger(partBytes) && partBytes >= SMALLEST_PART_BYTES ? { value, partBytes } : undefined;
}

/** The key of a source bundle in its bucket. It is also the mark by which this action knows the versions that it made. */
/** No other tool writes there, and DescribeApplicationVersions tells the key of each version: a tag would have to be asked for one by one. */
const MARK = 'beanstalk-websockets';
function makeBundleKey(name, { fileName, fingerprint }) {
    return `${makePrefix(name)}${fingerprint.slice(0, 12)}${extname(fileName)}`;
}
/** Was the version made by this action? Not where another was made of its bundle: the key has the first one's name. */
function isOwnKey(name, key) {
    const prefix = makePrefix(name);
    return key.startsWith(prefix) && /^[0-9a-f]{12}(\.[^/]*)?$/.test(key.slice(prefix.length));
}
/** The keys of a preview's bundles begin so, whatever the version. */
function makePreviewPrefix(applicationName, previewName) {
    return makePrefix({ applicationName, label: previewName });
}
/** The keys of all bundles of an application begin so. */
function makeApplicationPrefix(applicationName) {
    return `${MARK}/${toKeyPart(applicationName)}/`;
}
/** Is it the bundle of a version of that preview? */
function isPreviewKey(applicationName, previewName, key) {
    return findBundleOwner(applicationName, key) === previewName;
}
/** The name of the preview whose version's bundle it is. */
function findBundleOwner(applicationName, key) {
    const label = key.slice(key.lastIndexOf('/') + 1).replace(/-[^-]*$/, '');
    return isOwnKey({ applicationName, label }, key) ? findPreviewName(label) : undefined;
}
/** Of a version with a label as the versions of previews have: "chat-pr-12-3fa9c1e", a commit, a run and an attempt. */
function findPreviewName(label) {
    return /^(.+-pr-[1-9]\d*-[0-9a-f]{7})-[0-9a-f]{12}-\d+-\d+$/.exec(label)?.[1];
}
function makePrefix({ applicationName, label }) {
    return `${makeApplicationPrefix(applicationName)}${toKeyPart(label)}-`;
}
// Names may hold any character; keys with others than these need care in URLs and consoles. What was changed gets
// a hash, or two names could have one key, and a bundle would be deleted with the other's version.
function toKeyPart(text) {
    const part = text.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
    return part === text ? text : `${part}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}

/** Decides whether a version is made or an existing one reused. Pure. */
/** Throws an ActionError when the label stands for other bytes, or nobody knows for which. */
function planVersion(request, { applicationName, survey, bundle }) {
    const { label, description, bucketName, createBucket, reuse, tags } = request;
    const { sizeBytes } = bundle;
    if (survey.kind === 'taken') {
        const bytes = compareBytes(survey.stored, bundle);
        if (reuse && bytes === 'same')
            return { kind: 'reuse', applicationName, label };
        throw labelTaken(applicationName, label, bytes);
    }
    if (survey.isBucketMissing && !createBucket)
        throw bucketMissing(bucketName ?? '');
    const key = makeBundleKey({ applicationName, label }, bundle);
    const place = { bucketName, createBucket: survey.isBucketMissing, key };
    return { kind: 'create', applicationName, label, description, ...(tags ? { tags } : {}), ...place, sizeBytes };
}
const WITH = {
    same: ', with the same bytes',
    other: ", with another bundle. A version's bundle cannot be replaced",
    unknown: '. Whether its bundle has the same bytes is unknown: it could not be read, or S3 keeps no checksum of it that can be compared',
};
function labelTaken(applicationName, label, bytes) {
    const another = 'Write another label, or leave the line out: commit, run and attempt make one that is new each time.';
    return new ActionError({
        code: 'version-label-taken',
        message: `'version-label' was "${label}", which the application "${applicationName}" has already${WITH[bytes]}.`,
        hint: bytes === 'same'
            ? `Write "use-existing-application-version-if-available: true" to deploy that version again. ${another}`
            : another,
    });
}
function bucketMissing(bucket) {
    return new ActionError({
        code: 'bucket-missing',
        message: `'s3-bucket-name' named a bucket that does not exist: "${bucket}".`,
        hint: 'Leave the line out to use the bucket of Beanstalk itself, or write "create-s3-bucket-if-not-exists: true".',
    });
}

/** What a rule that was added says about itself, for whoever finds it in the group. Pure. */
/** EC2 takes 255 characters. */
function describeRule({ port, admission }, { reason, environmentName }) {
    const [group, ...more] = admission.groups;
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    const but = group === undefined ? '' : ` but members of ${group}${others}`;
    const because = reason === 'allow-from' ? 'allow-from names them' : `nobody was admitted on TCP ${port}${but}`;
    return `Added by the beanstalk-websockets action for WebSocket clients of ${environmentName}: ${because}`;
}

/** Why no rule is added to a group although one is missing. Pure. */
/** A group that a person has named is opened, if it is one of the entrance's and not that of the instances behind it. */
function findHindrance$2(survey, wish) {
    const { entrance, groups, candidate } = survey;
    const ids = groups.map(({ groupId }) => groupId);
    const { securityGroupId: named } = wish;
    if (named !== undefined) {
        if (candidate !== undefined)
            return findInstancesBehind(survey, named);
        const because = `${named}, which security-group-id names, is not a group of ${entrance.title}`;
        return hinder(survey, because, `Write ${ids.length > 1 ? 'one of its groups' : 'its group'}: ${listIds(ids)}.`);
    }
    // Nobody can come from the internet, so that nothing is missing for those who do.
    if (entrance.isInternal && wish.allowFrom.length === 0)
        return { because: `${entrance.title} is internal`, warning: undefined };
    const because = findReason$1(survey, wish);
    if (because === undefined)
        return undefined;
    const hint = survey.others?.kind === 'refused' ? `${survey.others.refusal.hint} Or choose` : 'Choose';
    return hinder(survey, because, `${hint} the group to open: "security-group-id: ${candidate?.groupId ?? ids[0]}".`);
}
/** The groups that were looked at are not those that clients will come to. */
function hinderByComingGroups({ entrance, groups }, coming) {
    const [was, will] = [listIds(groups.map(({ groupId }) => groupId)), listIds(coming)];
    const because = `this deployment gives ${entrance.title} other groups (${will})`;
    return {
        because,
        warning: {
            message: `This deployment gives ${entrance.title} other security groups (${will}). What is told of those that it has now (${was}) is over then, nothing is added to them, and whom the others admit was not looked at.`,
            remedy: `Let ${will} admit clients before, or set the groups in a run of its own: the next one looks at them.`,
        },
    };
}
/** A rule there would let people in past the load balancer: its TLS, its limits, its logs. */
function findInstancesBehind(survey, named) {
    const { entrance, instancesUseIt: asked } = survey;
    if (asked === undefined || (asked.kind === 'answered' && !asked.answer))
        return undefined;
    if (asked.kind === 'refused') {
        const { message, hint } = asked.refusal;
        return hinder(survey, `it is not known whether the instances use ${named}, too: ${message}`, hint);
    }
    const because = `the instances use ${named}, too, and clients could go past ${entrance.title}`;
    return hinder(survey, because, `Give ${entrance.title} a group of its own, and name that one.`);
}
function findReason$1({ entrance, candidate, others }, { isShared }) {
    if (entrance.isInternal)
        return `${entrance.title} is internal`;
    if (isShared)
        return `other environments share ${entrance.title}`;
    if (candidate === undefined)
        return 'several groups could be meant, and Beanstalk made none of them';
    if (isShared === undefined && entrance.kind === 'application' && !candidate.isBeanstalks)
        return `it is not known whether other environments share ${entrance.title}`;
    if (others?.kind === 'refused')
        return `it is not known who else uses ${candidate.groupId}: ${others.refusal.message}`;
    if (others?.kind === 'known' && others.interfaceIds.length > 0)
        return `other network interfaces use ${candidate.groupId}, too (${listIds(others.interfaceIds)})`;
    return undefined;
}
function hinder({ entrance, groups }, because, remedy) {
    const ids = listIds(groups.map(({ groupId }) => groupId));
    const message = `A rule is missing in the security groups of ${entrance.title} (${ids}), and none is added: ${because}.`;
    return { because, warning: { message, remedy: `${remedy} Or write "security-group-rule: off" to leave them alone.` } };
}
function listIds(ids) {
    return listFew(ids.map(quoteForeign));
}

/** The warning where rules admit more than `allow-from` names, with the commands that mend it. Pure. */
function warnOfWiderRules(port, { entrance }, wish) {
    const { admission, admitting, seenAs } = port;
    const wider = seenAs === undefined ? listWider(admission, wish.allowFrom) : [];
    if (wider.length === 0)
        return [];
    const cidrs = wider.filter(({ isExact, entries }) => isExact && entries === undefined).map(({ name }) => name);
    const isWhole = cidrs.length === wider.length && admitting.length === 1;
    const [line] = wish.ownGroups.lines;
    const own = line ? `give the environment a group of your own by ${line}, or ` : '';
    return [
        {
            message: `"allow-from" names ${listFew(wish.allowFrom)}, but on TCP ${port.port} ${joinIds(admitting)} of ${entrance.title} admits more already, ${listSources(wider)}: it restricts nothing.`,
            remedy: `This action takes nothing away. If nobody needs that, ${own}${isWhole ? writeCommands(port, wish, cidrs) : 'admit what is named by rules of its own, and then take the wider ones away.'}`,
        },
    ];
}
// What is named may be admitted by the wider rule alone, and would go with it.
function writeCommands({ port, admission, admitting: [groupId = ''], step }, { allowFrom, region }, wider) {
    const change = (what, cidrs) => writeRuleCommand(what, { region, groupId, port, cidrs });
    const sources = admission.sources.filter(({ name }) => !wider.includes(name));
    const added = step.kind === 'add' ? (step.cidrs ?? []) : [];
    const lost = listLacking({ ...admission, sources }, { allowFrom, everybody: [] }).filter(cidr => !added.includes(cidr));
    const revoke = change('revoke', wider);
    if (lost.length === 0)
        return `take that away:\n\n${revoke}`;
    return `admit what is named, and then take that away:\n\n${change('authorize', lost)}\n${revoke}`;
}

/** What is worth a warning about the inbound rules: what is not known, what has no effect, what others will open. Pure. */
function listInboundWarnings(facts) {
    const { survey, wish, ports, hindrance } = facts;
    return [
        ...survey.refusals.map(warnOfRefusal),
        ...(hindrance ? [hindrance] : [...warnOfWrongGroup(survey, wish), ...warnOfInternal(survey, wish)]),
        ...ports.flatMap(port => [
            ...warnOfWiderRules(port, survey, wish),
            ...warnOfComingRule(port, survey, wish),
            ...warnOfHiddenClients(port, survey, wish),
        ]),
    ];
}
function warnOfRefusal({ message, hint }) {
    return {
        message: `Not all is known of whom the security groups admit, and nothing is opened for that reason. ${message}`,
        remedy: `${hint} Or write "security-group-rule: off" not to look.`,
    };
}
/** Of an environment that is still to be created. */
function warnOfNewGroups({ allowFrom, ownGroups }) {
    if (isForEverybody(allowFrom) || ownGroups.areNamed)
        return [];
    return [
        {
            message: `Beanstalk lets everybody (${ANYWHERE[0]}) in to the security groups that it makes for the new environment, on the ports of its listeners: "allow-from" (${listFew(allowFrom)}) restricts nothing there.`,
            remedy: `To let in nobody else, make a security group of your own with these rules, and have the environment use that. ${tellOwnGroups(ownGroups)}`,
        },
    ];
}
function isForEverybody(allowFrom) {
    return allowFrom.length === 0 || allowFrom.includes(ANYWHERE[0]);
}
function tellOwnGroups({ lines }) {
    if (lines.length === 0)
        return 'Which option names it depends on the load balancer: SecurityGroups of aws:elbv2:loadbalancer, of aws:elb:loadbalancer, or of aws:autoscaling:launchconfiguration.';
    return `Beanstalk opens no group of yours.\n\noption-settings: |\n${lines.map(line => `  ${line}`).join('\n')}`;
}
function warnOfWrongGroup({ entrance, candidate }, { securityGroupId }) {
    if (securityGroupId === undefined || candidate !== undefined)
        return [];
    return [
        {
            message: `${securityGroupId}, which "security-group-id" names, is not a security group of ${entrance.title}, whose clients ${joinIds(entrance.groupIds)} admits: the input has no effect.`,
            remedy: `Write its group, "security-group-id: ${entrance.groupIds[0]}", or leave the input out.`,
        },
    ];
}
/** Whoever names a group knows where it stands. */
function warnOfInternal({ entrance }, { securityGroupId }) {
    if (!entrance.isInternal || securityGroupId !== undefined)
        return [];
    return [
        {
            message: `${capitalize(entrance.title)} is internal: nobody reaches it from the internet, and no rule changes that.`,
            remedy: `Let the job run on a runner inside of the VPC, or of a network that is joined to it, and choose the group: "security-group-id: ${entrance.groupIds[0]}". Or use an environment whose load balancer faces the internet.`,
        },
    ];
}
function warnOfComingRule({ port, step }, { entrance, candidate }, { allowFrom, ownGroups }) {
    if (step.kind !== 'comes' || isForEverybody(allowFrom))
        return [];
    return [
        {
            message: `With the listener that comes, Beanstalk lets everybody (${ANYWHERE[0]}) in on TCP ${port} to ${candidate?.groupId}, which it made for ${entrance.title}: "allow-from" (${listFew(allowFrom)}) restricts nothing there.`,
            remedy: `To let in nobody else, make a security group of your own with these rules, and have the environment use that. ${tellOwnGroups(ownGroups)}`,
        },
    ];
}

/** Decides what to do about the inbound rules. Pure. */
/** Where anything is admitted, somebody chose it and it stays as it is. Nothing is ever removed, or made wider. */
function planInbound(survey, wish) {
    if (wish.mode === 'off')
        return { kind: 'off' };
    if (survey.kind === 'new')
        return { kind: 'new', isOpened: !wish.ownGroups.areNamed, warnings: warnOfNewGroups(wish) };
    if (survey.kind === 'unknown') {
        return { ...survey, warnings: survey.refusal ? [warnOfRefusal(survey.refusal)] : [] };
    }
    const { entrance, ports } = survey;
    const isLacking = ports.some(port => port.seenAs === undefined && !isOpenedToAll(port, survey, wish) && findLacking(port, survey, wish).length > 0);
    const coming = wish.namedGroupIds.filter(id => !entrance.groupIds.includes(id));
    const lacking = wish.mode === 'ensure' && isLacking ? findHindrance$2(survey, wish) : undefined;
    const hindrance = coming.length > 0 ? hinderByComingGroups(survey, coming) : lacking;
    const planned = ports.map(port => ({
        ...port,
        step: planStep(port, survey, { ...wish, hindrance: hindrance?.because }),
    }));
    return {
        kind: 'found',
        title: entrance.title,
        isInternal: entrance.isInternal,
        groupIds: entrance.groupIds,
        ports: planned,
        warnings: listInboundWarnings({ survey, wish, ports: planned, hindrance: hindrance?.warning }),
    };
}
function findLacking({ admission, seenAs }, { entrance }, { allowFrom }) {
    // Rules for clients decide nothing where the instances do not see them.
    if (seenAs !== undefined && seenAs !== 'unknown')
        return admission.state === 'no' ? seenAs.map(toCidr) : [];
    const everybody = ANYWHERE.filter(cidr => entrance.hasIpv6 || !cidr.includes(':'));
    return listLacking(admission, { allowFrom, everybody });
}
/** Beanstalk opens the groups that it made for the listeners that it makes, and may stumble over a rule that is there. */
function isOpenedToAll({ isComing, admission }, { candidate }, { ownGroups }) {
    const isThere = admission.sources.some(({ name }) => name === ANYWHERE[0]);
    return isComing === true && candidate?.isBeanstalks === true && !ownGroups.areNamed && !isThere;
}
function planStep(port, survey, wish) {
    const { candidate } = survey;
    if (candidate && isOpenedToAll(port, survey, wish))
        return { kind: 'comes', groupId: candidate.groupId, cidrs: ANYWHERE.slice(0, 1) };
    const cidrs = findLacking(port, survey, wish);
    if (cidrs.length === 0 && !(port.seenAs && port.admission.state === 'no'))
        return { kind: 'leave' };
    const { mode, allowFrom, environmentName } = wish;
    const hindrance = tellHiddenClients(port, survey) ?? wish.hindrance;
    if (mode === 'check' || candidate === undefined || hindrance !== undefined)
        return { kind: 'lack', cidrs, because: hindrance ?? '' };
    const reason = allowFrom.length > 0 ? 'allow-from' : 'nobody-admitted';
    return {
        kind: 'add',
        groupId: candidate.groupId,
        cidrs,
        reason,
        description: describeRule(port, { reason, environmentName }),
    };
}

/** The option settings that name security groups in the place of those that Beanstalk makes, and opens. Pure. */
/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html */
function describeOwnGroups(loadBalancer, settings) {
    const options = OPTIONS$1[loadBalancer];
    const decisive = loadBalancer === 'unknown' ? DECISIVE : DECISIVE.filter(option => options.some(isSame$1(option)));
    return {
        areNamed: settings.some(setting => setting.value !== '' && decisive.some(isSame$1(setting)) && isOn(setting)),
        lines: options.map(({ namespace, optionName, value }) => `${namespace}:${optionName}=${value}`),
    };
}
/** The ids of groups that settings give to what clients come to in the place of others. */
function listNamedGroups(loadBalancer, settings) {
    if (!describeOwnGroups(loadBalancer, settings).areNamed)
        return [];
    const named = settings.filter(setting => setting.optionName !== DISABLE && OPTIONS$1[loadBalancer].some(isSame$1(setting)));
    return [...new Set(named.flatMap(({ value }) => value.match(/\bsg-[\da-f]+\b/g) ?? []))];
}
const LAUNCH = 'aws:autoscaling:launchconfiguration';
const DISABLE = 'DisableDefaultEC2SecurityGroup';
const SINGLE = [
    { namespace: LAUNCH, optionName: 'SecurityGroups', value: 'sg-...' },
    { namespace: LAUNCH, optionName: DISABLE, value: 'true' },
];
const inFrontOf = (namespace) => ['SecurityGroups', 'ManagedSecurityGroup'].map(optionName => ({ namespace, optionName, value: 'sg-...' }));
// Clients of a Network Load Balancer reach the instances themselves.
const OPTIONS$1 = {
    none: SINGLE,
    network: SINGLE,
    classic: inFrontOf('aws:elb:loadbalancer'),
    application: inFrontOf('aws:elbv2:loadbalancer'),
    unknown: [],
};
/** Groups of the instances come beside the one that is made for them, unless that is turned off. */
const DECISIVE = [...SINGLE.slice(1), ...OPTIONS$1.classic, ...OPTIONS$1.application];
function isSame$1({ namespace, optionName }) {
    return (other) => other.namespace === namespace && other.optionName === optionName;
}
function isOn({ optionName, value }) {
    return optionName !== DISABLE || value === 'true';
}

/** The plan for the inbound rules of an environment, with what this run sets about its groups. Pure. */
function planInboundOf({ name: environmentName, front }, { inbound, region, optionSettings }, { survey, kind, settings }) {
    return planInbound(survey, {
        ...{ ...inbound, environmentName, region },
        isShared: front.loadBalancer === 'unknown' ? undefined : front.isShared,
        ownGroups: describeOwnGroups(kind, settings),
        // Not those of the bundle, which a setting of the environment may overrule.
        namedGroupIds: listNamedGroups(kind, optionSettings),
    });
}

/** Composes the slices of the stages into one plan: everything decided, nothing done. Pure. */
/** Throws an ActionError when what was found rules the request out. */
function makePlan(request, facts) {
    const { environment, proxy, bytes } = facts;
    const { applicationName, optionSettings, version, waitForDeployment: wait } = request;
    const loadBalancer = planLoadBalancer(request.loadBalancer, {
        frontSettings: facts.foreseen
            ? foreseeSettings(facts.proxySurvey.frontSettings, optionSettings)
            : environment.frontSettings,
        optionSettings,
        proxySeconds: findShortestTimeout(proxy.timeouts) ?? request.proxy.timeoutSeconds,
        isNginx: facts.proxySurvey.proxy.proxy === 'nginx',
        polling: facts.handshake.protocol.asked.name === 'socket.io' ? 'Socket.IO' : undefined,
        bundleSettings: facts.proxySurvey.frontSettings,
        websocketPort: facts.foreseen ? undefined : findListenerPort(facts.handshake),
    });
    const [deployedLabel, formerLabel] = [version.label, environment.versionLabel];
    const update = planUpdate(environment, {
        creation: planCreationOf(request, facts),
        ...{ label: version.label, optionSettings, tunings: loadBalancer.tunings, wait },
    });
    return {
        wrapping: facts.wrapping,
        proxy,
        inbound: planInboundOf(environment, request, {
            survey: facts.inbound,
            kind: facts.foreseen ? loadBalancer.before.loadBalancer : environment.front.loadBalancer,
            settings: listComing(request, facts.proxySurvey),
        }),
        loadBalancer,
        version: planVersion(version, { applicationName, survey: facts.version, bundle: bytes }),
        update,
        rollBack: planRollBack({ mode: request.rollBack, update, isPathGuessed: facts.handshake.isGuess }),
        prune: version.keep === undefined ? undefined : { applicationName, keep: version.keep, deployedLabel, formerLabel },
        handshake: facts.handshake,
        assumed: listAssumptions(facts.proxySurvey),
    };
}
/** The plan of an environment that did not exist when it was made, with what can be known now that it does. */
function completePlan(request, plan, { environment, inbound }) {
    const { front } = environment;
    return {
        ...plan,
        // Its settings are those of the bundle already.
        inbound: planInboundOf(environment, request, {
            survey: inbound,
            kind: front.loadBalancer,
            settings: request.optionSettings,
        }),
        loadBalancer: { ...plan.loadBalancer, before: front, after: front },
        update: { ...plan.update, environmentId: environment.id },
        handshake: replanHandshake(request.handshake, plan.handshake, environment),
    };
}
function listComing({ optionSettings }, { frontSettings, launchSettings }) {
    return [...optionSettings, ...frontSettings, ...launchSettings];
}
function planCreationOf(request, { foreseen, proxySurvey }) {
    if (!foreseen)
        return undefined;
    const { ebextensions, unreadable } = proxySurvey;
    return planCreation(request.creation, {
        foreseen,
        settings: listComing(request, proxySurvey),
        isBundleUnread: ebextensions.some(name => unreadable.includes(name)),
        region: request.region,
    });
}
function listAssumptions({ platform, proxy }) {
    if (proxy.sure === 'verified' || proxy.forwardsUpgrade === 'unknown')
        return [];
    const does = proxy.forwardsUpgrade === 'yes' ? 'hands the Upgrade header on' : 'does not hand the Upgrade header on';
    return [`Assumed, not verified: ${proxy.proxy} on "${platform.name}" ${does} (${proxy.source}).`];
}

/** What is created, in the words of the plan. Pure. */
function describeApplication({ applicationName, makesApplication }) {
    return makesApplication ? [`Create the application "${applicationName}".`] : [];
}
function describeCreation(creation, { environmentName, toLabel }) {
    const { platform, cnamePrefix, namesServiceRole } = creation;
    return [
        `Create the environment "${environmentName}" on "${platform.name}" with the version "${toLabel}"${cnamePrefix ? `, under a host name that begins with "${cnamePrefix}"` : ''}.`,
        ...(namesServiceRole
            ? []
            : [
                "Name no service role: Beanstalk's own watches the environment. For managed updates, add to option-settings: aws:elasticbeanstalk:environment:ServiceRole=aws-elasticbeanstalk-service-role",
            ]),
    ];
}

/** The plan for the inbound rules in words, a line for each port. Pure. */
function describeInbound(plan) {
    if (plan.kind === 'off')
        return ['Do not look at security groups.'];
    if (plan.kind === 'unknown')
        return [`Leave the security groups alone: ${plan.reason}.`];
    if (plan.kind === 'found')
        return plan.ports.map(port => describePort(port, plan));
    return [
        ...(plan.isOpened
            ? [
                `With the environment, Beanstalk makes security groups that admit ${ANYWHERE[0]} on the ports of its listeners.`,
            ]
            : []),
        'Look at the security group that faces the internet when the environment is there, as in one that exists.',
    ];
}
function describePort(port, plan) {
    const { step, admission } = port;
    const place = (ids) => `${joinIds(ids)} of ${plan.title}`;
    if (step.kind === 'comes')
        return `With the listener that comes, Beanstalk itself will admit ${joinIds(step.cidrs)} on TCP ${port.port} in ${place([step.groupId])}${admission.sources.length > 0 ? `, which admits ${tellAdmitted(port)} so far` : ''}.`;
    if (step.kind === 'add') {
        const why = admission.sources.length === 0
            ? `which admits ${tellAdmitted(port)} there`
            : `because of allow-from; it admits ${tellAdmitted(port)} so far`;
        return `Admit ${joinIds(step.cidrs)} on TCP ${port.port} in ${place([step.groupId])}, ${why}.`;
    }
    const [ids, they, admit] = chooseWords(port, plan);
    if (step.kind === 'leave')
        return `Leave ${place(ids)} as ${they}; on TCP ${port.port} ${admit} ${tellAdmitted(port)}, ${tellWhy(port, plan)}.`;
    const missing = admission.sources.length === 0 || step.cidrs.length === 0 ? '' : `, and not ${joinIds(step.cidrs)}`;
    return `Leave ${place(ids)} as ${they}, although ${admit} ${tellAdmitted(port)}${missing} on TCP ${port.port}${step.because ? `: ${step.because}` : ''}.`;
}
/** The groups that are left, and how a sentence goes on about them. */
function chooseWords({ step, admitting }, { groupIds }) {
    const ids = step.kind === 'leave' && admitting.length > 0 ? admitting : groupIds;
    return ids.length === 1 ? [ids, 'it is', 'it admits'] : [ids, 'they are', 'they admit'];
}
function tellAdmitted({ admission }) {
    const members = tellMembers(admission);
    if (admission.sources.length === 0)
        return members ? `nobody but ${members}` : 'nobody';
    return `${listSources(admission.sources)}${members ? `, and ${members}` : ''}`;
}
function tellWhy({ admission, seenAs }, { title }) {
    const who = tellWho(admission.sources);
    if (seenAs === undefined || seenAs === 'unknown')
        return who;
    const doubt = admission.state === 'yes' ? '' : 'perhaps ';
    return `${who}, and ${doubt}with them the addresses of ${title}, which the instances see in the place of its clients'`;
}
/** As this action writes it, and as it wrote it before. */
const OWN_DESCRIPTION = 'beanstalk-websockets action';
function tellWho(sources) {
    const others = sources.filter(({ description }) => !description?.includes(OWN_DESCRIPTION));
    if (others.length === 0)
        return 'which this action added before';
    const said = new Set(others.flatMap(({ description }) => description || []));
    const words = listFew([...said].map(quoteForeign));
    return `as ${words ? `somebody chose (${words})` : 'Beanstalk or somebody chose'}`;
}

/** The plan in words, for the log and for whoever reviews it. Pure. */
function reviewPlan(plan) {
    const { wrapping, proxy, update, assumed, loadBalancer } = plan;
    const silentSeconds = findShortestTimeout(proxy.timeouts);
    const [inbound, version, webSocket] = [describeInbound(plan.inbound), describeVersion(plan), describeWebSocket(plan)];
    const rollBack = describeRollBack(plan.rollBack);
    return {
        inWords: [
            ...assumed,
            ...(wrapping ? [wrapping] : []),
            ...proxy.additions.map(file => `Add ${file.name} to the bundle: ${file.reason}.`),
            ...proxy.kept.map(file => `Keep the bundle's ${file.name}: ${file.reason}.`),
            ...(update.creation ? [] : inbound),
            ...version,
            ...update.changes.map(describeChange$1),
            ...describeLoadBalancer(loadBalancer, silentSeconds),
            ...(update.creation ? inbound : []),
            webSocket.inWords,
            ...rollBack,
        ],
        ...{ assumed, wrapping, inbound, version, webSocket, rollBack },
        settings: [...update.changes, ...update.tunings.map(toPlannedSetting)],
        loadBalancer: describeUntuned(loadBalancer, silentSeconds),
    };
}
function describeVersion({ version, update, prune }) {
    const before = update.fromLabel ? `, which runs "${update.fromLabel}"` : '';
    const bucket = version.kind === 'create' && version.createBucket ? [`Create the S3 bucket ${version.bucketName}.`] : [];
    return [
        ...(update.creation ? describeApplication(update.creation) : []),
        ...bucket,
        describeUpload(version),
        ...(update.creation
            ? describeCreation(update.creation, update)
            : [`Deploy version "${update.toLabel}" to "${update.environmentName}"${before}.`]),
        ...describePrune(prune, update.wait),
    ];
}
function describePrune(prune, wait) {
    if (prune === undefined)
        return [];
    if (!wait)
        return ['Delete no old versions, because nobody waits for a success.'];
    const kept = prune.keep === 1 ? 'the newest version' : `the ${prune.keep} newest versions`;
    return [`After a success, keep ${kept} that this action made, and delete the older ones that nothing uses.`];
}
function describeUpload(plan) {
    if (plan.kind === 'reuse')
        return `Use the version "${plan.label}" that exists, with the same bytes.`;
    const bucket = plan.bucketName ?? "Beanstalk's own bucket";
    return `Upload ${toSize(plan.sizeBytes)} to ${bucket} as ${plan.key}, and create version "${plan.label}".`;
}
/** The values that are set are not told where they may be secret. */
function describeChange$1({ namespace, optionName, kind, before, after }) {
    const option = `${namespace}:${optionName}`;
    if (kind === 'same')
        return `Set ${option} to what it is already.`;
    const to = after === undefined ? '' : ` to ${quoteForeign(after)}`;
    if (kind === 'unknown')
        return `Set ${option}${to}; what it is now is not known.`;
    if (kind === 'new')
        return `Set ${option}${to}, which is not set now.`;
    return before === undefined ? `Set ${option} to another value.` : `Set ${option}${to} (now ${quoteForeign(before)}).`;
}
function toPlannedSetting(tuning) {
    const { namespace, optionName, before, value: after, purpose } = tuning;
    return { namespace, optionName, kind: 'changed', before, after, purpose: PURPOSES[purpose] };
}
function describeWebSocket({ update, handshake }) {
    const { printableUrl, because, protocol } = handshake;
    const { name } = protocol.asked;
    const url = update.creation && handshake.isOwnAddress ? undefined : printableUrl;
    const where = url ?? `${new URL(handshake.url).pathname} of the new environment`;
    if (!update.wait)
        return { inWords: 'Open no WebSocket, because nobody waits.', url: undefined, protocol: name };
    return {
        inWords: `Open a WebSocket at ${where} (${because})${describeProtocol(handshake)}.`,
        url,
        protocol: name,
    };
}
function describeProtocol({ protocol: { asked, because } }) {
    if (asked.name === 'websocket')
        return '';
    return `, and speak ${asked.name} (${asked.isGuess ? `a guess: ${because}` : because})`;
}

/** Requests that are made when a signal has ended the run: they have little time, and nothing else that ends them. */
/** For each request: a runner that cancels waits 7.5 s for all of a run's end. */
const AFTERWARDS_MS = 2000;
/** Of one request of a client that is meant for it, from now on. */
function limitAfterwards() {
    return { abortSignal: AbortSignal.timeout(AFTERWARDS_MS) };
}
/** Why such a request came to nothing, in a sentence. */
function explainAfterwards(error) {
    if (!(error instanceof Error))
        return `${error}.`;
    // The SDK's own words, "Request aborted", would be read as those about an update or an upload.
    if (error.name === 'AbortError' || error.name === 'TimeoutError')
        return 'AWS did not answer in time.';
    const words = explainRefusal(error);
    return /[.}]$/.test(words) ? words : `${words}.`;
}

/** Aborts the update that this run has asked for, after a signal has ended the run: that one, and nobody else's. */
/**
 * Two requests of at most 2 s. Never throws. AbortEnvironmentUpdate ends whatever update an environment has, so it is
 * asked for only where the newest events are those of this one.
 */
async function abortUpdate(context, update) {
    try {
        if (await isReplaced(context, update))
            return { kind: 'left', why: 'The update of somebody else has begun since, and would be aborted in its place.' };
    }
    catch (error) {
        return { kind: 'left', why: `It is not known whose update goes on. ${explainAfterwards(error)}` };
    }
    return await askAbort(context, update);
}
async function askAbort({ aws, ledger }, update) {
    const command = new AbortEnvironmentUpdateCommand({ EnvironmentId: update.environmentId });
    const change = `abort the update of the environment "${update.environmentName}"`;
    try {
        await ledger.record({ change }, () => aws.elasticBeanstalkAfterwards.send(command, limitAfterwards()));
        return { kind: 'aborted' };
    }
    catch (error) {
        return isRefused(error) ? { kind: 'left', why: explainAfterwards(error) } : { kind: 'unanswered' };
    }
}
const MOST_EVENTS = 50;
async function isReplaced({ aws }, { environmentId, requestId, acceptedAtMs }) {
    const newest = new DescribeEventsCommand({ EnvironmentId: environmentId, MaxRecords: MOST_EVENTS });
    const { Events = [] } = await aws.elasticBeanstalkAfterwards.send(newest, limitAfterwards());
    // Events of the environment's health belong to no request.
    const [last] = Events.filter(({ RequestId }) => RequestId);
    if (!last || last.RequestId === requestId)
        return false;
    return Events.some(event => event.RequestId === requestId) || timeOf$1(last) > acceptedAtMs;
}
function timeOf$1({ EventDate }) {
    return EventDate?.getTime() ?? 0;
}

/** The last look at an environment, when a signal has ended the run. */
/** Undefined where nothing was answered within 2 s: what was seen before stays the last that is known. */
async function lookAfterwards(context, environmentId) {
    const command = new DescribeEnvironmentsCommand({ EnvironmentIds: [environmentId], IncludeDeleted: true });
    try {
        const { Environments = [] } = await context.aws.elasticBeanstalkAfterwards.send(command, limitAfterwards());
        return Environments[0] && toState(Environments[0]);
    }
    catch (error) {
        context.log.debug(String(error));
        return undefined;
    }
}

/**
 * The last things of a run that a signal has ended: its update is aborted where that was asked for, and the environment seen
 * once more. So it is where a request was not answered, whatever has ended the run.
 */
/** Never throws: what ended the run is what is to be told. Nothing is asked where nothing was changed. */
async function endCancelled(context, { onCancel }, products) {
    const isEnded = isCancelled(context);
    if (!isEnded && !isUnanswered(context))
        return;
    const environmentId = products.state?.id ?? products.survey?.id;
    if (!environmentId || context.ledger.entries().length === 0)
        return;
    const mayAbort = isEnded && onCancel === 'abort';
    if (mayAbort)
        await abortOwn(context, products);
    const state = await lookAfterwards(context, environmentId);
    if (state)
        products.state = state;
    if (mayAbort && !products.acceptedPart && isUnanswered(context) && state?.status === 'Updating')
        products.abort = { kind: 'left', why: 'What goes on may be the update of somebody else.' };
}
function isUnanswered({ ledger }) {
    return ledger.entries().some(({ outcome }) => outcome === 'asked');
}
async function abortOwn(context, products) {
    const { acceptedPart, updateRequestId: requestId, acceptedAtMs = 0, settled, state, environmentName } = products;
    if (!acceptedPart || settled || !state)
        return;
    products.abort = requestId
        ? await abortUpdate(context, { environmentId: state.id, environmentName, requestId, acceptedAtMs })
        : { kind: 'left', why: 'Beanstalk can abort an update, and not a creation.' };
}

/** Which lines of a tail log say why a deployment failed. Pure. */
const ENGINE_LOG = /eb-engine\.log$/;
/** What to look for in each log; the last lines that match are kept. */
const LOGS_THAT_MATTER = [
    { path: ENGINE_LOG, line: /\[ERROR\]/, keep: 6 },
    { path: /nginx\/error\.log$|httpd\/error_log$/, line: /\[(?:\w+:)?(emerg|crit|alert|error)\]/, keep: 6 },
    { path: /web\.std(out|err)\.log$/, line: /\S/, keep: 20 },
];
/**
 * `sinceMs`: when the deployment began. A tail holds earlier deployments, too, whose errors are not this one's: lines
 * that bear an earlier time are left out, unless the instance's clock cannot be compared (no line of the engine is as
 * young).
 */
function pickLogLines(text, sinceMs) {
    const logs = splitLogs(text);
    const isComparable = logs.some(({ path, lines }) => ENGINE_LOG.test(path) && lines.some(line => isOf(line, sinceMs)));
    return logs.flatMap(({ path, lines }) => {
        const rule = LOGS_THAT_MATTER.find(candidate => candidate.path.test(path));
        if (!rule)
            return [];
        const young = isComparable ? dropOlder(lines, sinceMs) : lines;
        const telling = young.filter(line => rule.line.test(line));
        return telling.length > 0 ? [{ path, lines: telling.slice(findStart(telling, rule.keep)) }] : [];
    });
}
/** How an error that ends an app begins in Node.js, Python, Java, .NET, Ruby, PHP and Go. */
const ERROR_HEAD = /\b(?:\w*(?:Error|Exception)\b|Traceback \(|panic: |Fatal )/;
const MOST_OF_A_STACK = 40;
// The stack is longer than what is kept, and says less than the line above it.
function findStart(lines, keep) {
    const start = Math.max(0, lines.length - keep);
    const head = lines.findLastIndex(line => ERROR_HEAD.test(line));
    return head >= lines.length - MOST_OF_A_STACK ? Math.min(start, Math.max(0, head)) : start;
}
/** Beanstalk joins the logs: a ruler of hyphens, the path, a ruler, and then the file's last lines. */
const FILE_HEADING = /^-{10,}\r?\n(\/\S+)\r?\n-{10,}$/m;
function splitLogs(text) {
    const parts = text.split(FILE_HEADING);
    const logs = [];
    for (let index = 1; index + 1 < parts.length; index += 2) {
        logs.push({ path: parts[index] ?? '', lines: (parts[index + 1] ?? '').split(/\r?\n/) });
    }
    return logs;
}
// A line without a time belongs to the one before it.
function dropOlder(lines, sinceMs) {
    const first = lines.findIndex(line => isOf(line, sinceMs));
    const hasTimes = lines.some(line => readTimeMs(line) !== undefined);
    return !hasTimes ? lines : first < 0 ? [] : lines.slice(first);
}
function isOf(line, sinceMs = 0) {
    const timeMs = readTimeMs(line);
    return timeMs !== undefined && timeMs + STEP_MS >= sinceMs;
}
/** nginx counts in whole seconds. What a deployment does on an instance comes later than its first event by more than that. */
const STEP_MS = 1000;
/** "2026/11/26 08:27:57" of the engine and of nginx, "[Thu Nov 26 08:27:57.123456 2026]" of httpd; in UTC. */
function readTimeMs(line) {
    const [, date, time] = /^(\d{4}\/\d\d\/\d\d) (\d\d:\d\d:\d\d)/.exec(line) ?? [];
    const [, day, clock, year] = /^\[\w{3} (\w{3} +\d{1,2}) (\d\d:\d\d:\d\d)(?:\.\d+)? (\d{4})\]/.exec(line) ?? [];
    const timeMs = Date.parse(date ? `${date} ${time} UTC` : `${day} ${year} ${clock} UTC`);
    return Number.isNaN(timeMs) ? undefined : timeMs;
}

/** Fetches the tail logs of the instances, and picks the lines that say why something failed. */
const WAIT_MS = 30_000;
/** Once one instance has answered: for the others, of which one may be dead. */
const STRAGGLERS_MS = 5000;
const MOST_INSTANCES = 5;
const DOWNLOAD_TIMEOUT_MS = 10_000;
/** Best effort: logs explain a failure, so what goes wrong here is told and hides nothing. */
async function fetchLogs(context, request) {
    try {
        const samples = pickWorst(await requestTail(context, request), request);
        return { logs: await Promise.all(samples.map(sample => readSample(context, sample, request.sinceMs))) };
    }
    catch (error) {
        context.signal.throwIfAborted();
        const unknown = error instanceof Error ? explainRefusal(error) : String(error);
        context.log.info(`The logs of the instances could not be fetched: ${unknown}`);
        return { logs: [], unknown };
    }
}
// Samples of earlier requests stay listed for about 15 minutes, so only those that were not there before count.
async function requestTail(context, { environmentId: EnvironmentId, worstFirst }) {
    const earlier = new Set((await listSamples(context, EnvironmentId)).map(toKey$1));
    await context.aws.elasticBeanstalk.send(new RequestEnvironmentInfoCommand({ EnvironmentId, InfoType: 'tail' }));
    let firstMs;
    const isLate = () => firstMs !== undefined && context.clock.monotonicMs() - firstMs >= STRAGGLERS_MS;
    return await pollUntil(context, {
        what: 'the logs of the instances',
        async read() {
            const samples = (await listSamples(context, EnvironmentId)).filter(sample => !earlier.has(toKey$1(sample)));
            if (samples.length > 0)
                firstMs ??= context.clock.monotonicMs();
            return samples;
        },
        done: samples => samples.length > 0 && (samples.length >= worstFirst.length || isLate()),
        describe: () => 'none yet',
        atMostMs: Math.min(WAIT_MS, context.deadline.remainingMs()),
        longestPauseMs: 2000,
    });
}
function pickWorst(samples, { worstFirst }) {
    const rank = ({ Ec2InstanceId = '' }) => worstFirst.includes(Ec2InstanceId) ? worstFirst.indexOf(Ec2InstanceId) : worstFirst.length;
    return samples.toSorted((one, other) => rank(one) - rank(other)).slice(0, MOST_INSTANCES);
}
async function listSamples(context, EnvironmentId) {
    const command = new RetrieveEnvironmentInfoCommand({ EnvironmentId, InfoType: 'tail' });
    return (await context.aws.elasticBeanstalk.send(command)).EnvironmentInfo ?? [];
}
function toKey$1({ Ec2InstanceId, SampleTimestamp }) {
    return `${Ec2InstanceId} ${SampleTimestamp?.getTime()}`;
}
async function readSample(context, sample, sinceMs) {
    const { signal, log } = context;
    const text = await fetchText(sample.Message ?? '', { timeoutMs: DOWNLOAD_TIMEOUT_MS, signal, onAnswer: log.debug });
    return { instanceId: sample.Ec2InstanceId ?? 'unknown instance', files: pickLogLines(text, sinceMs) };
}

/** Why the environment is not healthy: what Beanstalk says of it, and of each of its instances. Reads only. */
/** What is denied or not known is told as unknown: the causes explain a failure, they decide nothing. */
async function findHealthCauses(context, environmentId) {
    const [environment, instances] = await Promise.all([
        ofEnvironment(context, environmentId),
        ofInstances(context, environmentId),
    ]);
    return { environment, instances };
}
async function ofEnvironment({ aws }, EnvironmentId) {
    const command = new DescribeEnvironmentHealthCommand({ EnvironmentId, AttributeNames: ['All'] });
    const asked = await ask$2(() => aws.elasticBeanstalk.send(command));
    if (asked.kind === 'refused')
        return toUnknown(asked.refusal);
    const { Color, HealthStatus, Causes = [] } = asked.answer;
    return { kind: 'known', health: describeHealth(Color, HealthStatus), causes: Causes };
}
async function ofInstances({ aws }, EnvironmentId) {
    const query = { EnvironmentId, AttributeNames: ['All'] };
    const asked = await ask$2(() => readPages(token => aws.elasticBeanstalk.send(new DescribeInstancesHealthCommand({ ...query, ...token }))));
    if (asked.kind === 'refused')
        return toUnknown(asked.refusal);
    const all = asked.answer.flatMap(page => page.InstanceHealthList ?? []);
    return { kind: 'known', list: sortWorstFirst(all).map(toInstanceCauses) };
}
// The API answers so where health reporting is basic, which knows a colour and no causes.
function toUnknown(refusal) {
    const isBasic = isAwsError(refusal, 'InvalidRequestException');
    return { kind: 'unknown', reason: isBasic ? 'the environment has basic health reporting' : explainRefusal(refusal) };
}
const WORST_FIRST = ['Red', 'Yellow', 'Grey', 'Green'];
function sortWorstFirst(all) {
    const rank = ({ Color = '' }) => (WORST_FIRST.indexOf(Color) + 1 || WORST_FIRST.length) - 1;
    return all.toSorted((one, other) => rank(one) - rank(other));
}
function toInstanceCauses(instance) {
    const { InstanceId = 'unknown instance', Color, HealthStatus, Causes = [], Deployment, System } = instance;
    return {
        instanceId: InstanceId,
        health: describeHealth(Color, HealthStatus),
        causes: Causes,
        deployment: Deployment?.VersionLabel
            ? { versionLabel: Deployment.VersionLabel, status: Deployment.Status ?? 'unknown' }
            : undefined,
        load: toLoad(System),
    };
}
function describeHealth(color = 'unknown', status = '') {
    return status ? `${color}, ${status}` : color;
}
function toLoad({ LoadAverage = [], CPUUtilization } = {}) {
    const idle = CPUUtilization?.Idle;
    const busyPercent = idle === undefined ? undefined : Math.round(100 - idle);
    return LoadAverage.length > 0 || busyPercent !== undefined ? { averages: LoadAverage, busyPercent } : undefined;
}

/** A stage of a story: a group in the log, and its time in the report. */
/** Of what is quicker nobody asks how long it took. */
const WORTH_TELLING_MS = 10_000;
function stagesOf(context, { timings }) {
    return async (stage, work) => {
        const startedMs = context.clock.monotonicMs();
        const tellEnd = () => {
            const ms = context.clock.monotonicMs() - startedMs;
            timings.push({ stage, ms });
            if (ms >= WORTH_TELLING_MS)
                context.log.info(`Took ${toDuration(ms)}.`);
        };
        context.signal.throwIfAborted();
        return await context.log.group(stage, () => work().finally(tellEnd));
    };
}

/** What the log says of the plan before it is carried out, of the health, and of the instances' own logs. */
function tellPlan({ log }, plan) {
    for (const line of reviewPlan(plan).inWords)
        log.info(line);
    for (const { message, remedy } of plan.update.creation?.notes ?? [])
        log.warning(`${message} ${remedy}`, 'The new environment');
    for (const { message, remedy } of plan.loadBalancer.notes)
        log.warning(`${message} ${remedy}`, 'Load balancer');
    warnOfInbound(log, plan);
    warnOfRollBack(log, plan);
    if (!plan.update.wait)
        log.notice('wait-for-deployment is false: no WebSocket is opened, so nothing is proved.');
    return plan;
}
/** Of an environment that was created after the plan was told. */
function tellInbound({ log }, plan) {
    for (const line of describeInbound(plan.inbound))
        log.info(line);
    warnOfInbound(log, plan);
    return plan;
}
// Where a person can change that, who asked for a roll back must not count on one.
function warnOfRollBack(log, { rollBack }) {
    if (rollBack?.kind !== 'impossible' || !rollBack.remedy)
        return;
    log.warning(`Nothing will be rolled back, because ${rollBack.because}. ${rollBack.remedy}`, 'Roll back');
}
function warnOfInbound(log, { inbound }) {
    const warnings = inbound.kind === 'off' ? [] : inbound.warnings;
    for (const { message, remedy } of warnings)
        log.warning(`${message} ${remedy}`, 'The inbound rule');
}
function tellHealth({ log }, health) {
    for (const line of describeHealthCauses(health))
        log.info(line);
    return health;
}
function tellLogs({ log }, logs) {
    if (logs.every(({ files }) => files.length === 0))
        log.info('They hold nothing of this deployment.');
    for (const { instanceId, files } of logs) {
        for (const { path, lines } of files) {
            log.info(`${instanceId}, ${path}:`);
            log.quote(lines.join('\n'));
        }
    }
}

/** After a failure: what the environment, its instances and their logs say of it. */
/** Reads, and asks the instances for their logs. What cannot be had is told as unknown. */
async function explainFailure(context, { environmentId, beganMs }, products) {
    const stage = stagesOf(context, products);
    products.state = await describeState(context, environmentId);
    // Of what is terminated nothing can be asked any more.
    if (isGone(products.state?.status))
        return;
    const causes = await stage('Ask for the causes of the health', async () => tellHealth(context, await findHealthCauses(context, environmentId)));
    products.healthCauses = causes;
    const link = findConsoleLink(products);
    if (link)
        context.log.info(`The environment's events in the AWS console: ${link}`);
    const worstFirst = causes.instances.kind === 'known' ? causes.instances.list.map(({ instanceId }) => instanceId) : [];
    const asked = { environmentId, worstFirst, sinceMs: beganMs };
    const { logs, unknown } = await stage('Fetch the logs', async () => {
        const fetched = await fetchLogs(context, asked);
        tellLogs(context, fetched.logs);
        return fetched;
    });
    Object.assign(products, { logs, ...(unknown === undefined ? {} : { logsUnknown: unknown }) });
}

/** Keeps the option settings that a deployment is about to change, so that a roll back can set them back. Their values may be secret. */
/** Undefined where they may not, or cannot, be read. */
async function keepSettings(context, name, changed) {
    if (changed.optionSettings.length === 0)
        return { toSet: [], toRemove: [] };
    const current = await readSettings(context, name);
    return current.length === 0 || changed.optionSettings.some(isWriteOnly) ? undefined : planReturn(changed, current);
}
// No answer has it: what is not there is not unset.
function isWriteOnly({ namespace, optionName }) {
    return namespace === 'aws:rds:dbinstance' && optionName === 'DBPassword';
}
/** Only what differs. */
function planReturn({ optionSettings, tunings }, current) {
    // Set by name, a default would win over the bundle's own files for good.
    const isUsual = (option) => tunings.some(tuning => tuning.isUsual && isSame(tuning, option));
    const toSet = [];
    const toRemove = [];
    for (const { namespace, optionName, value } of optionSettings) {
        const before = findSetting(current, namespace, optionName);
        if (before === value)
            continue;
        if (before === undefined || before === '' || isUsual({ namespace, optionName }))
            toRemove.push({ namespace, optionName });
        else
            toSet.push({ namespace, optionName, value: before });
    }
    return { toSet, toRemove };
}
/** Does anything of what the deployment set still stand, that it had not set needlessly? */
function areSettingsLeft({ optionSettings }, { toSet, toRemove }, current) {
    const changed = [...toSet, ...toRemove];
    return optionSettings.some(setting => changed.some(option => isSame(option, setting)) &&
        findSetting(current, setting.namespace, setting.optionName) === setting.value);
}
function isSame(one, other) {
    return one.namespace === other.namespace && one.optionName === other.optionName;
}
/** The update that brings the version before back, with the settings that were then. */
function planReturnUpdate(update, { toLabel, nowLabel, settings }) {
    const { toSet, toRemove } = settings;
    return {
        ...update,
        fromLabel: update.toLabel,
        toLabel,
        optionSettings: toSet,
        changes: [],
        tunings: [],
        wait: true,
        takesBack: { optionsToRemove: toRemove, onlyFrom: nowLabel ?? '' },
    };
}

/** From single attempts to outages: since when, how long, and what was going on when they ended. Pure, and bounded. */
const MOST_OUTAGES = 20;
const MOST_FINDINGS = 5;
function openTally(first) {
    let phase = first;
    let open;
    const outages = [];
    const counts = { outageCount: 0, totalMs: 0, attemptCount: 0, longestGapMs: 0 };
    let latestMs;
    const close = (outage, nowMs, ended) => {
        const { startedMs, ...told } = outage;
        const lastedMs = Math.round(nowMs - startedMs);
        return { ...told, lastedMs, ...ended };
    };
    return {
        enter(next) {
            phase = next;
        },
        isOut: () => open !== undefined,
        add({ startedMs, startedAtMs, finding }) {
            counts.attemptCount += 1;
            counts.longestGapMs = Math.round(Math.max(counts.longestGapMs, startedMs - (latestMs ?? startedMs)));
            latestMs = startedMs;
            if (finding === null) {
                if (!open)
                    return;
                const outage = close(open, startedMs, { endedIn: phase });
                if (outages.length < MOST_OUTAGES)
                    outages.push(outage);
                counts.totalMs += outage.lastedMs;
                open = undefined;
                return;
            }
            if (!open) {
                counts.outageCount += 1;
                open = { startedMs, startedAtMs, startedIn: phase, findings: [] };
            }
            if (!open.findings.includes(finding) && open.findings.length < MOST_FINDINGS)
                open.findings.push(finding);
        },
        report(nowMs) {
            const last = open ? [close(open, nowMs, {})] : [];
            const totalMs = last.reduce((sum, { lastedMs }) => sum + lastedMs, counts.totalMs);
            return { ...counts, totalMs, outages: [...outages, ...last] };
        },
    };
}

/** Opens one WebSocket after the other while an environment is changed, and tells when none could be opened, and for how long. */
/** From the beginning of one attempt to that of the next; longer where an attempt takes longer. */
const WATCH_INTERVAL_MS = 400;
/** An attempt that has no answer by then has failed. */
const ATTEMPT_TIMEOUT_MS = 3000;
/**
 * One attempt at a time: the opening handshake, a ping, the closing handshake. Undefined where nothing can be asked at the
 * URL. Never throws.
 */
function watchOutages(url, options) {
    const attempt = openAttempts(url, options);
    if (!attempt)
        return undefined;
    const { clock, signal } = options;
    const tally = openTally(options.phase);
    const stopping = new AbortController();
    const pausing = AbortSignal.any([signal, stopping.signal]);
    const run = async () => {
        while (!signal.aborted) {
            const isLast = stopping.signal.aborted;
            const startedMs = clock.monotonicMs();
            const startedAtMs = clock.now();
            const finding = await attempt();
            // Of an attempt that was ended nothing is known.
            if (signal.aborted)
                break;
            tally.add({ startedMs, startedAtMs, finding });
            if (isLast || (stopping.signal.aborted && !tally.isOut()))
                break;
            await pause(clock, startedMs + WATCH_INTERVAL_MS - clock.monotonicMs(), pausing);
            if (stopping.signal.aborted && !tally.isOut())
                break;
        }
    };
    // Whatever goes wrong with it, a measurement decides nothing about what it measures.
    const running = run().catch(() => { });
    return {
        enter: tally.enter,
        async stop() {
            stopping.abort();
            await running;
            return tally.report(clock.monotonicMs());
        },
    };
}
function openAttempts(url, options) {
    const parsed = parseTarget(url);
    if (parsed.kind === 'problem')
        return undefined;
    const { protocol: _, clock: __, signal, phase: ___, proxyVariables = {}, ...asked } = options;
    const chosen = chooseProxy(parsed.target, proxyVariables);
    if (chosen.kind === 'problem')
        return undefined;
    // As the app's own client asks; what is said after that is not repeated here.
    const { target, subprotocols } = addressApp(parsed.target, options);
    const way = {
        ...asked,
        ...(chosen.kind === 'proxy' ? { proxy: chosen.proxy } : {}),
        subprotocols,
        attemptTimeoutMs: ATTEMPT_TIMEOUT_MS,
        asksControl: () => false,
        asksOtherFamily: false,
    };
    return async () => {
        const evidence = await makeAttempt(target, way, signal);
        const finding = diagnose(evidence, {});
        return judgeAttempt(evidence, finding).isAccepted ? null : nameKind(finding);
    };
}
function nameKind(finding) {
    return finding?.kind ?? 'unknown';
}
/** Ends early when it is stopped or aborted. */
async function pause(clock, ms, signal) {
    try {
        if (ms > 0)
            await clock.sleep(ms, signal);
    }
    catch (error) {
        if (!signal.aborted)
            throw error;
    }
}

/** Looks for the path that would have answered: a hint for people, never a verdict. */
/** Where socket.io, ws, ActionCable and GraphQL servers usually are; the last where another was a wrong guess. */
const USUAL_PATHS = ['/socket.io/?EIO=4&transport=websocket', '/ws', '/websocket', '/cable', '/graphql', '/'];
const MOST_TRIES$1 = 5;
/**
 * Tries the usual paths at the URL's host, once each and one after the other, except the URL's own; answers the first
 * that is opened, answers a ping and is closed cleanly, or null. Never throws for an answer of the network.
 */
async function findAnsweringPath(url, options) {
    const parsed = parseTarget(url);
    if (parsed.kind === 'problem' || findRequestProblems(options).length > 0)
        return null;
    const chosen = chooseProxy(parsed.target, options.proxyVariables ?? {});
    if (chosen.kind === 'problem')
        return null;
    const { signal = new AbortController().signal, attemptTimeoutMs = DEFAULT_ATTEMPT_TIMEOUT_MS } = options;
    const asked = { ...options, ...(chosen.kind === 'proxy' ? { proxy: chosen.proxy } : {}) };
    const triedPath = cutQuery(parsed.target.requestTarget);
    for (const path of USUAL_PATHS.filter(path => cutQuery(path) !== triedPath).slice(0, MOST_TRIES$1)) {
        if (signal.aborted)
            return null;
        const target = withRequestTarget(parsed.target, path);
        const evidence = await makeAttempt(target, { ...asked, attemptTimeoutMs, asksControl: () => false }, signal);
        options.onTried?.(describeTried(url, path, evidence));
        if (isClean(evidence))
            return path;
    }
    return null;
}
// A path whose WebSocket is closed at once fails as the one that was asked for does.
function isClean({ frames }) {
    return frames?.pingMs !== undefined && frames.end.kind === 'clean';
}
function describeTried(url, path, { upgrade, totalMs: ms }) {
    const asked = { url: new URL(cutQuery(path), url).href, ms };
    if (upgrade?.kind === 'answered')
        return { ...asked, status: upgrade.status };
    return { ...asked, status: undefined, reason: upgrade?.kind ?? 'not connected' };
}
function cutQuery(requestTarget) {
    return requestTarget.replace(/\?.*/, '');
}

/** What the log says while a WebSocket is tried again and again: each attempt for the debug log, the last one now and then for everybody. */
function watchAttempts({ clock, log }, { what, leftMs }) {
    let last;
    const wait = { what, ...(leftMs ? { leftMs } : {}), lastSeen: () => last };
    return {
        wait,
        clock: tellWhileAsleep({ clock, log }, wait),
        onAttempt(attempt) {
            const { number, finding } = attempt;
            last = toPrintableLine(`attempt ${number}, ${finding ? `${finding.title} (finding: ${finding.kind})` : 'accepted'}`);
            log.debug(JSON.stringify(attempt));
        },
    };
}

/** Opens a WebSocket to the fresh deployment, and after a refusal looks for the path that would have answered. */
const LONGEST_ATTEMPT_MS = 10_000;
async function proveHandshake(context, { plan, probe, known: before, lookAtPort, environment, failOn }, products) {
    const { url, isGuess } = plan;
    const { way, options, hold } = toOptions(context, { plan, probe });
    const instanceCount = await countInstances(context, environment);
    const known = { ...before, ...toKnownCount(instanceCount), pathIsGuess: isGuess };
    const report = await hold(() => checkHandshake([{ url }], options, known));
    // A product at once: whatever becomes of the look at the way in, what was found out is told.
    products.handshake = report;
    products.handshake = await explainSilence$1(report, known, lookAtPort);
    for (const target of products.handshake.targets)
        tellTarget(context.log, target, failOn);
    if (!isGuess || !products.handshake.targets.some(wasAnsweredWithNo))
        return;
    const onTried = (tried) => context.log.debug(describeExchange({ method: 'GET', ...tried }));
    const find = () => findAnsweringPath(url, { ...way, onTried });
    const answering = await tellDuring(context, { what: 'a WebSocket to be opened at a path that is usual' }, find);
    if (answering)
        products.answeringPath = answering;
}
/**
 * `way`: how a WebSocket is asked for; `options`: that, what is asked of it, and how often; `hold`: around the check, for
 * what is held in silence is no pause between attempts.
 */
function toOptions(context, { plan, probe }) {
    const boundedMs = Math.min(plan.withinMs, context.deadline.remainingMs());
    const { dialogue, holdMs, protocol: _, ...asked } = probe;
    const way = {
        ...asked,
        attemptTimeoutMs: Math.min(LONGEST_ATTEMPT_MS, boundedMs),
        signal: context.signal,
    };
    const deadline = startDeadline(context.clock, boundedMs + (holdMs ?? 0));
    const what = `a WebSocket to be opened at ${plan.printableUrl}`;
    const { clock, onAttempt, wait } = watchAttempts(context, { what, leftMs: deadline.remainingMs });
    const options = {
        ...way,
        onAttempt,
        ...(dialogue ? { dialogue } : {}),
        ...(holdMs ? { holdMs } : {}),
        protocol: plan.protocol.asked,
        policy: { kind: 'fresh-deployment', withinMs: boundedMs, inARow: plan.inARow },
        clock,
    };
    const hold = (check) => (holdMs ? tellDuring(context, wait, check) : check());
    return { way, options, hold };
}
// Another path helps only where something spoke HTTP and said no; a gateway's 502 says that nobody is there, and where
// some connections are accepted, or a session was opened, it is the right one.
function wasAnsweredWithNo({ outcome, attempts, finding }) {
    if (finding?.kind === 'socket-io-session-lost')
        return false;
    const { upgrade, samples } = attempts.at(-1)?.evidence ?? {};
    if (samples?.addresses.some(({ acceptedCount }) => acceptedCount > 0))
        return false;
    return outcome === 'rejected' && upgrade?.kind === 'answered' && upgrade.status < 500;
}

/** The version that runs before a deployment, or again after it: its WebSocket is opened as that of the new one is. */
/** What runs undisturbed is not waited for as long as what was deployed a moment ago. */
const PATIENCE_MS = 15_000;
/** Its bundle is not read: what its own files do with the Upgrade is not known. */
async function lookAtFormer(context, former) {
    const { survey, plan, probe, isFresh } = former;
    const withinMs = isFresh ? plan.withinMs : Math.min(PATIENCE_MS, plan.withinMs);
    const { options, hold } = toOptions(context, { plan: { ...plan, withinMs }, probe });
    const instanceCount = await countInstances(context, { environmentId: survey.id, front: survey.front });
    const known = {
        ...describeUnread(survey),
        ...(instanceCount === undefined ? {} : { instanceCount }),
        pathIsGuess: plan.isGuess,
        freshDeployment: isFresh,
        region: context.aws.region,
    };
    const report = await hold(() => checkHandshake([{ url: plan.url }], options, known));
    context.signal.throwIfAborted();
    for (const target of report.targets)
        tellTarget(context.log, target, 'error');
    return report;
}

/** What the events of an operation say of its end. Pure. */
/** By the last event that tells an end: a text that somebody put in before it decides nothing. */
function readEnd(events) {
    const last = findEnd(events);
    if (!last)
        return 'none';
    return isGoodEnd(last) ? 'good' : 'bad';
}
function findEnd(events) {
    return events.findLast(event => isGoodEnd(event) || isBadEnd(event));
}
/** An ERROR is told, not judged: a deployment can recover from it. */
function isError({ severity }) {
    return severity === 'ERROR' || severity === 'FATAL';
}
/** Follows a failure, too; where no end was told before it, somebody has aborted the update. */
function hasAbortedText({ severity, message }) {
    return severity === 'ERROR' && message.startsWith('During an aborted deployment, some instances may have deployed');
}
// The texts by which AWS's own EB CLI knows the end (ebcli/operations/commonops.py, ebcli/resources/strings.py).
function isGoodEnd({ message, severity }) {
    return severity === 'INFO' && GOOD_END.test(message);
}
const GOOD_END = /^(Environment update completed successfully\.$|Successfully deployed new configuration to environment\.$|Successfully launched environment: )/;
function isBadEnd({ message }) {
    return BAD_END.test(message);
}
const BAD_END = /^(Failed to (deploy application|deploy configuration|launch environment)\.$|The environment was reverted to the previous configuration setting\.$|(Update|Create) environment operation is complete, but with errors|Launched environment: .* issues during launch)/;

/** What a finding about a WebSocket speaks against: only what a deployment brings goes when the version before comes back. */
/** Of a kind that can have several causes it is the one that no version mends. */
const CAUSES = {
    'name-not-found': 'dns',
    'resolver-failed': 'dns',
    // An address of the name that is not like the others.
    'some-addresses-refuse': 'dns',
    'tls-expired': 'tls',
    'tls-wrong-host': 'tls',
    'tls-untrusted': 'tls',
    'tls-plain-port': 'tls',
    'tls-required': 'tls',
    'tls-not-answered': 'tls',
    'tls-other': 'tls',
    'connection-refused': 'network',
    'connection-timed-out': 'network',
    'other-family-not-answering': 'network',
    // A single connection that was held: anybody on the way may have dropped it.
    'cut-while-held': 'network',
    'dropped-while-held': 'network',
    'no-route-from-here': 'runner',
    'connection-failed': 'runner',
    'outgoing-proxy-unreachable': 'runner',
    'outgoing-proxy-refused': 'runner',
    'cloudfront-refused': 'front',
    'firewall-blocked': 'front',
    'upgrade-lost-before-proxy': 'front',
    'expression-too-slow': 'check',
    // Which version answers is told by whoever carried the deployment out.
    'other-version-answers': 'check',
    'not-http': 'version',
    'broken-answer': 'version',
    'connection-closed': 'version',
    redirected: 'version',
    'load-balancer-no-target': 'version',
    'load-balancer-bad-gateway': 'version',
    'load-balancer-timeout': 'version',
    'load-balancer-refused': 'version',
    'classic-listener-http': 'version',
    'proxy-drops-upgrade': 'version',
    'proxy-passes-elsewhere': 'version',
    'proxy-refused': 'version',
    'upgrade-dropped-or-no-handler': 'version',
    'application-down': 'version',
    'application-not-answering': 'version',
    'application-drops-upgrade': 'version',
    'application-ignores-upgrade': 'version',
    'application-without-handler': 'version',
    'application-refused-path': 'version',
    'application-refused-request': 'version',
    'application-refused-auth': 'version',
    'application-refused-origin': 'version',
    'application-error': 'version',
    'invalid-accept': 'version',
    'subprotocol-not-agreed': 'version',
    'invalid-upgrade-response': 'version',
    'invalid-frames': 'version',
    'closed-after-upgrade': 'version',
    'no-pong': 'version',
    'liveness-not-proved': 'version',
    'close-not-answered': 'version',
    'no-message': 'version',
    'unexpected-message': 'version',
    'too-much-while-held': 'version',
    'closed-while-held': 'version',
    'cut-by-proxy': 'version',
    'cut-by-load-balancer': 'version',
    'protocol-not-spoken': 'version',
    'graphql-subprotocol-refused': 'version',
    'graphql-connection-refused': 'version',
    'graphql-init-timeout': 'version',
    'graphql-rules-broken': 'version',
    'actioncable-unauthorized': 'version',
    'actioncable-subprotocol-refused': 'version',
    'actioncable-disconnected': 'version',
    'sockjs-closed': 'version',
    'socket-io-wrong-version': 'version',
    'socket-io-transport-off': 'version',
    'socket-io-request-refused': 'version',
    'socket-io-connection-refused': 'version',
    'socket-io-session-lost': 'version',
    'socket-io-polling-refused': 'version',
    'some-connections-refused': 'version',
    unknown: 'version',
};
/** Why not, for each cause that no version mends; completes "because ...". */
const WHY_NOT = {
    dns: 'the name of the URL is at fault, and no version changes that',
    tls: 'TLS is at fault, and no version changes that',
    network: 'the network on the way is at fault, and no version changes that',
    runner: 'this machine is at fault, and no version changes that',
    front: 'what stands before the environment is at fault, and no version changes that',
    check: 'the finding does not speak against the version',
};

/**
 * Is the version before deployed again? Only where it is known to be good, and what failed is its successor's doing. Pure.
 * Longer than most: every reason against it stands here.
 */
function decideRollBack(facts) {
    const failure = findFailure(facts);
    if (typeof failure === 'object')
        return failure;
    const because = findObstacle$1(facts, failure);
    if (because !== undefined)
        return { kind: 'refused', because };
    const { plan, label, state } = facts;
    const isBack = plan.kind === 'possible' && state?.versionLabel === plan.toLabel && plan.toLabel !== label;
    const kind = isBack && !isMixed(facts, plan.toLabel) ? 'look' : 'roll-back';
    return { kind, because: REASONS[failure] };
}
const NEEDLESS = { kind: 'needless' };
const REASONS = {
    deployment: 'the deployment failed',
    handshake: 'the WebSocket was refused',
    health: 'the environment was not healthy',
};
function findFailure(facts) {
    const { settled, handshake, isHealthy, isBegun, failOn } = facts;
    if (!isBegun)
        return NEEDLESS;
    if (!settled)
        return { kind: 'refused', because: 'the deployment had not come to its end' };
    if (settled.kind === 'failed')
        return 'deployment';
    const outcome = handshake?.targets[0]?.outcome;
    if (outcome === 'rejected' && failOn !== 'never')
        return 'handshake';
    if (isHealthy === false)
        return 'health';
    if (outcome === 'accepted' || (outcome === 'rejected' && failOn === 'never'))
        return NEEDLESS;
    return { kind: 'refused', because: 'it could not be found out whether a client can open a WebSocket' };
}
/** The first reason against it; completes "because ...". */
function findObstacle$1(facts, failure) {
    const { plan, state, before } = facts;
    if (isGone(state?.status))
        return 'the environment is being terminated';
    if (plan.kind === 'impossible')
        return plan.because;
    const other = findOther(facts, plan.toLabel, failure);
    if (other !== undefined)
        return other;
    if (plan.mode === 'on-failed-handshake' && failure !== 'handshake')
        return `"rollback: on-failed-handshake" is for a WebSocket that is refused, and ${REASONS[failure]}`;
    const doubt = findDoubt(before, plan.toLabel, failure);
    if (doubt !== undefined)
        return doubt;
    if (!before?.settings)
        return 'the option settings of before are not known, and could not be set back';
    if (failure === 'health' && !before.isHealthy)
        return 'the environment was no healthier before the deployment';
    return failure === 'handshake' ? findOtherCause(facts.handshake, plan.isPathGuessed) : undefined;
}
/** What somebody else has deployed, before this run's own version or since. */
function findOther(facts, toLabel, failure) {
    const { label, state, replacedLabel } = facts;
    if (replacedLabel !== undefined && replacedLabel !== toLabel)
        return `somebody else had deployed ${quoteForeign(replacedLabel)} before, in the place of "${toLabel}"`;
    const now = state?.versionLabel;
    if (state === undefined || now === label)
        return undefined;
    // What a failed deployment leaves is the version before.
    if (now === toLabel && failure === 'deployment' && becauseOf(facts) !== 'deployment-superseded')
        return undefined;
    return `somebody else has deployed meanwhile: the environment names ${now === undefined ? 'no version' : quoteForeign(now)}`;
}
/** Why the version before is not known to be good. */
function findDoubt(before, toLabel, failure) {
    const former = `the version before, ${quoteForeign(toLabel)},`;
    if (!before)
        return `${former} had not been looked at`;
    const [target] = before.handshake.targets;
    if (target?.outcome === 'accepted')
        return before.wasReady ? undefined : `another update was going on when ${former} was looked at`;
    if (target?.outcome !== 'rejected')
        return `it could not be found out before the deployment whether ${former} opened a WebSocket`;
    const seen = `${former} had opened no WebSocket either (${target.finding?.kind ?? 'unknown'})`;
    return failure === 'handshake' ? `it was no better before the deployment: ${seen}` : seen;
}
/** Why a refusal does not speak against the version. */
function findOtherCause(handshake, isPathGuessed) {
    const finding = handshake?.targets[0]?.finding;
    if (!finding)
        return 'it is not known why the WebSocket was refused';
    const cause = CAUSES[finding.kind];
    if (cause !== 'version')
        return WHY_NOT[cause];
    const { layer } = finding;
    // Of the connections that were not like the others, the layer is known and not the kind.
    if (layer === 'dns' || layer === 'tls')
        return WHY_NOT[layer];
    if (layer === 'tcp')
        return WHY_NOT.network;
    return isPathGuessed ? GUESSED : undefined;
}
function becauseOf({ settled }) {
    return settled?.kind === 'failed' ? settled.because : undefined;
}
/** Does anything tell of an instance with another version than that of before? The handshake shows what nothing tells. */
function isMixed(facts, toLabel) {
    const { settled } = facts;
    if (settled?.kind !== 'failed' || becauseOf(facts) === 'deployment-rolled-back')
        return false;
    const { instances, events } = settled;
    if (instances.kind !== 'told')
        return events.some(hasAbortedText);
    return instances.instances.some(({ versionLabel, status }) => versionLabel !== toLabel || status === 'Failed');
}

/** The option settings that an update sets, each in words, without any value that may be secret. Pure. */
/** The user's own, then those with which the load balancer is tuned. */
function listSetOptions({ creation, changes, tunings, optionSettings, takesBack }) {
    if (takesBack)
        return [
            ...optionSettings.map(option => `set ${nameOption(option)} back`),
            ...takesBack.optionsToRemove.map(option => `remove ${nameOption(option)}`),
        ];
    return [...changes, ...tunings.map(tuning => toChange$1(tuning, creation ? 'new' : 'changed'))].map(describeSet);
}
/** One of the tunings, as a change of settings is told. */
function toChange$1({ namespace, optionName, value: after, before }, kind) {
    return { namespace, optionName, kind, before: kind === 'changed' ? before : undefined, after };
}
function describeSet({ namespace, optionName, kind, before, after }) {
    const from = kind === 'changed' && before !== undefined ? ` from ${quoteForeign(before)}` : '';
    const to = after === undefined ? '' : ` to ${quoteForeign(after)}`;
    return `set ${nameOption({ namespace, optionName })}${from}${to}${kind === 'same' ? ', as it was' : ''}`;
}
function nameOption({ namespace, optionName }) {
    return `${namespace}:${optionName}`;
}

/** Asks Beanstalk for one update of the environment, and enters it in the ledger with how to take it back. */
async function askUpdate(context, plan, part) {
    const { aws, ledger } = context;
    const isSet = part !== 'version' && plan.optionSettings.length > 0;
    const removed = part === 'version' ? [] : (plan.takesBack?.optionsToRemove ?? []);
    const command = new UpdateEnvironmentCommand({
        EnvironmentId: plan.environmentId,
        ...(part === 'settings' ? {} : { VersionLabel: plan.toLabel }),
        ...(isSet ? { OptionSettings: plan.optionSettings.map(toApiSetting) } : {}),
        ...(removed.length > 0 ? { OptionsToRemove: removed.map(toApiOption) } : {}),
    });
    return await ledger.record(toChange(aws.region, plan, part), () => aws.elasticBeanstalk.send(command));
}
/** Is there anything to be asked for beside the version? */
function hasSettings({ optionSettings, takesBack }) {
    return optionSettings.length + (takesBack?.optionsToRemove.length ?? 0) > 0;
}
/** The reference says so of a version and option settings in one request, which mostly is accepted. */
function isToBeSplit(plan, error) {
    return hasSettings(plan) && isAwsError(error, 'InvalidParameterCombination');
}
function toChange(region, plan, part) {
    const halves = (part === 'all' ? ['settings', 'version'] : [part]).map(half => `${plan.environmentId} ${half}`);
    const isAbout = { hasVersion: part !== 'settings', hasSettings: part !== 'version' && hasSettings(plan) };
    return {
        change: describeChange(plan, part),
        parts: isAbout.hasSettings ? listSetOptions(plan) : [],
        ...(plan.takesBack
            ? takeBack$1({ region, plan, part, halves })
            : { names: halves, isDeployment: isAbout.hasVersion, undo: undoUpdate({ region, plan, ...isAbout }) }),
        judgeRefusal: error => (part === 'all' && isToBeSplit(plan, error) ? 'split' : undefined),
    };
}
// When it is done neither it nor the deployment needs a command; until then both do, and its end comes first.
function takeBack$1({ region, plan, part, halves }) {
    const own = nameReturn(plan, part);
    return { covers: [...halves, own], names: [own], undo: [waitForUpdate(region, plan)] };
}
/** Of a request, in the ledger: that for the version, where it asks for both. */
function nameUpdate(plan, part) {
    return plan.takesBack ? nameReturn(plan, part) : `${plan.environmentId} ${part === 'all' ? 'version' : part}`;
}
/** Of a request that takes a deployment back, in the ledger. */
function nameReturn({ environmentId }, part) {
    return `${environmentId} ${part} back`;
}
function describeChange(plan, part) {
    const { environmentName, toLabel, fromLabel, optionSettings, takesBack } = plan;
    const where = `the environment "${environmentName}"`;
    const count = optionSettings.length + (takesBack?.optionsToRemove.length ?? 0);
    const settings = `set ${count === 1 ? '1 option setting' : `${count} option settings`}${takesBack ? ' back' : ''}`;
    if (part === 'settings')
        return `${settings} in ${where}`;
    const from = fromLabel ? `, which ran ${quoteForeign(fromLabel)}` : '';
    const also = part === 'all' && count > 0 ? `, and ${settings}` : '';
    return `deploy the version "${toLabel}" ${takesBack ? 'again ' : ''}to ${where}${from}${also}`;
}

/** The environment's events, in the order in which they happened, each once. */
/** Events may become visible a little after others with a later date, so each read looks back this far at least. */
const LOOK_BACK_MS = 120_000;
/** Until there are more of them, each read looks back to the beginning. */
const FEW = 300;
const PAGE_SIZE = 1000;
const NEWEST = 100;
/** A feed of what happens from now on; "now" is by AWS's own clock, the date of the newest event there is. */
async function openEventFeed(context, environmentId) {
    const newest = await readNewest(context, environmentId);
    const seen = new Map();
    for (const event of newest)
        count(seen, toKey(event));
    return follow(context, environmentId, { startMs: newest[0]?.atMs ?? 0, seen });
}
/** A feed of all that has happened in an environment: for one that was made a moment ago. */
async function openWholeEventFeed(context, environmentId) {
    // What may not be read is told before anything is waited for.
    await readPage(context, { EnvironmentId: environmentId, MaxRecords: 1 });
    return follow(context, environmentId, { startMs: 0, seen: new Map() });
}
function follow(context, EnvironmentId, { startMs, seen }) {
    let latestMs = startMs;
    let told = 0;
    const read = async (filter) => {
        const events = await readAll(context, { EnvironmentId, ...filter, MaxRecords: PAGE_SIZE });
        const fresh = takeUnseen(events.reverse(), seen);
        latestMs = fresh.reduce((ms, { atMs }) => Math.max(ms, atMs), latestMs);
        told += fresh.length;
        return fresh;
    };
    return {
        readNew: () => {
            const atMs = told < FEW ? startMs : Math.max(startMs, latestMs - LOOK_BACK_MS);
            return read({ StartTime: new Date(atMs) });
        },
        readNewOf: RequestId => read({ RequestId }),
        async findBegun() {
            const events = await readAll(context, { EnvironmentId, StartTime: new Date(startMs), MaxRecords: PAGE_SIZE });
            const unseen = takeUnseen(events.reverse(), new Map(seen));
            return unseen.findLast(({ requestId }) => requestId !== undefined)?.requestId;
        },
    };
}
/** As many as can share the date of the newest one, newest first. */
async function readNewest(context, EnvironmentId) {
    const query = { EnvironmentId, MaxRecords: NEWEST };
    const events = (await readPage(context, query)).Events?.map(toEvent) ?? [];
    if (events.length < NEWEST || events[0]?.atMs !== events.at(-1)?.atMs)
        return events;
    return await readAll(context, { ...query, StartTime: new Date(events[0]?.atMs ?? 0), MaxRecords: PAGE_SIZE });
}
async function readAll(context, query) {
    const pages = await readPages(token => readPage(context, { ...query, ...token }));
    return pages.flatMap(page => page.Events ?? []).map(toEvent);
}
function readPage(context, query) {
    return context.aws.elasticBeanstalk.send(new DescribeEventsCommand(query));
}
function toEvent({ EventDate, Severity, Message, RequestId }) {
    return {
        atMs: EventDate?.getTime() ?? 0,
        severity: Severity ?? 'INFO',
        message: Message ?? '',
        requestId: RequestId || undefined,
    };
}
// The same text may come twice in the same millisecond (two instances), so occurrences are counted.
function takeUnseen(events, seen) {
    const now = new Map();
    return events.filter(event => {
        const key = toKey(event);
        const isNew = count(now, key) > (seen.get(key) ?? 0);
        if (isNew)
            count(seen, key);
        return isNew;
    });
}
function toKey({ atMs, severity, requestId, message }) {
    return JSON.stringify([atMs, severity, requestId, message]);
}
function count(counts, key) {
    const next = (counts.get(key) ?? 0) + 1;
    counts.set(key, next);
    return next;
}

/** The events of an environment in the log, as they come. */
/** Each with its time, by AWS's clock, since the first one of the request; since the first of all where none is known yet. */
function openEventTeller({ log }, requestId) {
    let startMs;
    return events => {
        const isOwn = (event) => requestId !== undefined && event.requestId === requestId;
        startMs ??= (events.find(isOwn) ?? events[0])?.atMs;
        for (const event of events)
            log.info(describeEvent(event, startMs ?? event.atMs));
    };
}
// As the summary has it.
function describeEvent({ atMs, severity, message }, startMs) {
    const seconds = Math.round((atMs - startMs) / 1000);
    return `${`${seconds < 0 ? '' : '+'}${seconds}s`.padStart(6)}  ${severity.padEnd(5)}  ${message}`;
}

/** What is known of an operation when it is judged, and what follows from it at once. Pure. */
const RUNNING = { kind: 'running' };
const SUCCEEDED = { kind: 'succeeded' };
function failed(because, reason) {
    return { kind: 'failed', because, reason };
}
/** Undefined where the events may not be read. */
function endOf$1({ events }) {
    return events && readEnd(events);
}
/** Without an end of its own: by the status, or by the text of mixed versions, which follows other errors after a failure. */
function isAborted({ sawAborting, events = [] }) {
    const errors = events.filter(isError);
    return sawAborting || (errors.length > 0 && errors.every(hasAbortedText));
}
/** It began, and of its end nothing was told, not even an error: so it is after AbortEnvironmentUpdate, or before events that are late. */
function isSilent(facts) {
    const { events } = facts;
    return !isAborted(facts) && events !== undefined && events.length > 0 && !events.some(isError);
}
/** Undefined where the instances have not told. */
function toStandings({ instances, wantedLabel, before }) {
    if (instances.kind !== 'told' || wantedLabel === undefined)
        return undefined;
    const afterId = before?.label === wantedLabel ? before?.newestDeployment : undefined;
    return compareInstances(instances.instances, { label: wantedLabel, afterId });
}

/** A version label of AWS's, in a sentence. Pure. */
/** `version "v1"`, or `no version`. */
function quoteLabel(label) {
    return label === undefined ? 'no version' : `version ${quoteForeign(label)}`;
}

/** What each thing that was asked while Beanstalk worked said of the verdict, in words. Pure. */
function describeSources(facts) {
    return [
        { name: 'beginning', ...describeBeginning(facts) },
        { name: 'events', ...describeEvents(facts) },
        { name: 'status', ...describeStatus(facts) },
        { name: 'version label', ...describeLabel(facts) },
        { name: 'instances', ...describeStandings(facts) },
    ];
}
function describeBeginning({ begun, events = [] }) {
    const [first] = events;
    if (first) {
        const at = new Date(first.atMs).toISOString().slice(11, 19);
        return { says: 'agrees', inWords: `seen by its first event, at ${at} by AWS's clock` };
    }
    return begun ? { says: 'agrees', inWords: 'seen by the status' } : { says: 'unknown', inWords: 'nothing showed it' };
}
function describeEvents({ events }) {
    if (!events)
        return { says: 'unknown', inWords: 'they could not be read' };
    const errors = events.filter(isError).length;
    const told = errors > 0 ? `, and ${errors === 1 ? '1 error' : `${errors} errors`}` : '';
    const end = findEnd(events);
    if (!end)
        return { says: 'unknown', inWords: `${events.length} came, without an end${told}` };
    const says = readEnd(events) === 'good' ? 'agrees' : 'contradicts';
    return { says, inWords: `${quoteForeign(end.message)}${says === 'agrees' ? told : ''}` };
}
function describeStatus({ status, isFresh }) {
    const inWords = toPrintableLine(status, 40);
    if (isGone(status))
        return { says: 'contradicts', inWords };
    if (status === 'Ready' && isFresh)
        return { says: 'agrees', inWords };
    return { says: 'unknown', inWords: status === 'Ready' ? `${inWords}, as before the update` : inWords };
}
function describeLabel({ label, wantedLabel }) {
    if (label === wantedLabel)
        return { says: 'agrees', inWords: quoteLabel(label) };
    return { says: 'contradicts', inWords: `${quoteLabel(label)}, not ${quoteLabel(wantedLabel)}` };
}
function describeStandings(facts) {
    const { instances } = facts;
    if (instances.kind !== 'told')
        return { says: 'unknown', inWords: instances.reason };
    const standings = toStandings(facts);
    if (!standings)
        return { says: 'unknown', inWords: 'no version was asked for' };
    const { onNew, onEarlier, onOther, failed, silent } = standings;
    const wrong = [...onOther, ...failed, ...onEarlier];
    if (wrong.length > 0)
        return { says: 'contradicts', inWords: describeInstances([...wrong, ...onNew]) };
    if (silent.length > 0)
        return { says: 'unknown', inWords: describeInstances(silent) };
    return { says: 'agrees', inWords: describeInstances(onNew) };
}

/** An operation that did not bring its version: what has become of it. Pure. */
/** The last event can become visible a few seconds after the status has changed. */
const LAST_EVENT_WITHIN_MS = 15_000;
/** Where nothing but the last event can tell. */
const ONLY_EVENT_WITHIN_MS = 60_000;
/** Status and version label become visible together, or nearly so. */
const LABEL_WITHIN_MS = 5000;
/** Beanstalk has told that it failed. */
function judgeBadEnd(facts) {
    const { before, label, wantedLabel } = facts;
    const told = 'Beanstalk reported its end with errors';
    const standings = toStandings(facts);
    const still = label === wantedLabel ? '' : `, and the environment still names ${quoteLabel(label)}`;
    if (!standings)
        return failed('deployment-failed', told + still);
    const { onNew, onOther, failed: broken, onEarlier, silent } = standings;
    const running = [...onOther, ...onEarlier];
    const isUndone = before !== undefined && label !== wantedLabel && onNew.length + broken.length + silent.length === 0;
    if (isUndone && running.every(({ versionLabel, status }) => versionLabel === before.label && status !== 'Failed'))
        return failed('deployment-rolled-back', `${told}, and the platform has rolled it back: every instance runs ${quoteLabel(before.label)}`);
    const isMixed = onNew.length > 0 && running.length + broken.length > 0;
    const mixed = isMixed ? `. The versions are mixed: ${describeInstances([...running, ...broken, ...onNew])}` : '';
    return failed('deployment-failed', told + still + mixed);
}
/** The environment is Ready on another version. */
function judgeOtherLabel(facts) {
    const { label, events, readyForMs, hasSuccessor } = facts;
    const running = `the environment is Ready, but runs ${quoteLabel(label)}`;
    const end = endOf$1(facts);
    if (end === 'good') {
        if (!hasSuccessor && readyForMs < LABEL_WITHIN_MS)
            return RUNNING;
        return failed('deployment-superseded', `its own deployment ended well, but another one has replaced it: ${running}`);
    }
    const isExplained = events !== undefined && (facts.sawAborting || events.some(isError));
    if (readyForMs < (isExplained ? LABEL_WITHIN_MS : LAST_EVENT_WITHIN_MS))
        return RUNNING;
    return (judgeAbort(facts, `${running}${tellMixed(facts)}`) ?? failed('deployment-failed', `${running}${tellMixed(facts)}`));
}
function tellMixed(facts) {
    const standings = toStandings(facts);
    if (!standings || standings.onNew.length + standings.failed.length === 0)
        return '';
    const { onNew, failed: broken, onOther, onEarlier } = standings;
    return `. The versions are mixed: ${describeInstances([...onNew, ...broken, ...onOther, ...onEarlier])}`;
}
/** The environment is Ready on the wanted version, which proves nothing: it ran that before. */
function failedWithoutEnd(facts, more) {
    const ready = `the environment is Ready, and no end of the update was told${more ? `; ${more}` : ''}`;
    const errors = facts.events?.some(isError) ? 'Beanstalk reported errors; ' : '';
    return judgeAbort(facts, ready) ?? failed('deployment-failed', errors + ready);
}
// An error that is late would be the true cause, so silence has to last.
function judgeAbort(facts, what) {
    if (isAborted(facts))
        return failed('deployment-aborted', `somebody has aborted it: ${what}`);
    if (!isSilent(facts))
        return undefined;
    if (facts.readyForMs < ONLY_EVENT_WITHIN_MS)
        return RUNNING;
    return failed('deployment-aborted', `somebody seems to have aborted it, for no error was told: ${what}`);
}

/**
 * Is the deployment over, and how did it end? Pure: a table of rules, the first that knows decides. `Ready` is reached
 * after failures too, event texts differ between platforms and years, and not every ERROR event is the end: so no single
 * fact decides.
 */
/** DescribeEnvironments may answer from before for a while; the shorter one is for an end with errors, which needs no more. */
const STALE_FOR_MS = 300_000;
const STALE_AFTER_ERRORS_FOR_MS = 60_000;
/** Instances report every 10 s (Developer Guide, "Enhanced health reporting"). */
const INSTANCES_WITHIN_MS = 20_000;
function judgeDeployment(facts) {
    for (const rule of RULES$2) {
        const judgement = rule(facts);
        if (judgement)
            return judgement;
    }
    return SUCCEEDED;
}
const RULES$2 = [
    ({ status }) => isGone(status) ? failed('environment-terminating', 'the environment is being terminated') : undefined,
    ({ status, begun }) => (status !== 'Ready' || !begun ? RUNNING : undefined),
    facts => (isStale(facts) ? RUNNING : undefined),
    facts => (endOf$1(facts) === 'bad' ? judgeBadEnd(facts) : undefined),
    facts => (facts.label !== facts.wantedLabel ? judgeOtherLabel(facts) : undefined),
    judgeInstances,
    facts => (endOf$1(facts) === 'good' ? SUCCEEDED : undefined),
    judgeWithoutEnd,
];
function isStale(facts) {
    return !facts.isFresh && facts.readyForMs < (endOf$1(facts) === 'bad' ? STALE_AFTER_ERRORS_FOR_MS : STALE_FOR_MS);
}
function judgeInstances(facts) {
    const { instances, readyForMs, wantedLabel } = facts;
    const isSettled = readyForMs >= INSTANCES_WITHIN_MS;
    if (wantedLabel === undefined)
        return undefined;
    if (instances.kind === 'pending')
        return isSettled ? undefined : RUNNING;
    const standings = toStandings(facts);
    if (!standings)
        return undefined;
    const { onOther, failed: broken, silent } = standings;
    // Where no end was told, an earlier deployment of the version tells that this one was given up.
    const onEarlier = endOf$1(facts) === 'good' ? standings.onEarlier : [];
    const wrong = [...onOther, ...broken, ...onEarlier];
    if (!isSettled)
        return wrong.length + silent.length > 0 ? RUNNING : undefined;
    if (wrong.length === 0)
        return undefined;
    const lacks = onOther.length + broken.length > 0 ? 'runs it' : 'has this deployment of it';
    const ready = `the environment is Ready and calls itself ${quoteLabel(wantedLabel)}, but not every instance ${lacks}`;
    return failed('versions-mixed', `${ready}: ${describeInstances(wrong)}`);
}
/** The version label is the wanted one, and no event tells how the operation ended. */
function judgeWithoutEnd(facts) {
    const { before, events, readyForMs, sawAborting } = facts;
    const standings = toStandings(facts);
    if (isProved(facts, standings)) {
        const isLast = events === undefined || readyForMs >= LAST_EVENT_WITHIN_MS;
        return isLast ? SUCCEEDED : RUNNING;
    }
    if (standings && standings.onEarlier.length > 0) {
        if (readyForMs < INSTANCES_WITHIN_MS)
            return RUNNING;
        return failedWithoutEnd(facts, `${describeInstances(standings.onEarlier)}, as before`);
    }
    if (events === undefined)
        return sawAborting ? failedWithoutEnd(facts) : SUCCEEDED;
    if (readyForMs < LAST_EVENT_WITHIN_MS)
        return RUNNING;
    if (sawAborting || events.some(isError))
        return failedWithoutEnd(facts);
    if (before === undefined)
        return SUCCEEDED;
    return readyForMs < ONLY_EVENT_WITHIN_MS ? RUNNING : failedWithoutEnd(facts);
}
// A deployment that fails or is aborted leaves the label of before; where that is the same, its number tells.
function isProved({ before, label }, standings) {
    if (before && before.label !== label)
        return true;
    const isTold = !before || before.newestDeployment !== undefined;
    return isTold && standings !== undefined && standings.onNew.length > 0 && standings.onEarlier.length === 0;
}

/** One look at an operation: what is asked of AWS, in which order, and how it is judged. */
// Events come first, because they say when the rest is worth a look: AWS allows an account few of these requests.
async function lookAtOperation(following) {
    const { watch, pace } = following;
    const isStateFirst = !following.feed || isReady(following) || pace.isStateDue();
    if (!isStateFirst) {
        await readEvents(following);
        if (readEnd(watch.events) === 'none' && !watch.facts().hasSuccessor)
            return { kind: 'running' };
    }
    // Where the end is told, the instances will be asked as well: one answer need not wait for the other.
    const areAsked = readEnd(watch.events) !== 'none';
    await Promise.all([readState(following), ...(areAsked ? [readInstances(following)] : [])]);
    if (!isReady(following))
        return judgeDeployment(watch.facts());
    await readRest(following, { isStateFirst, areAsked });
    const judgement = judgeDeployment(watch.facts());
    if (judgement.kind !== 'failed' || watch.facts().instances.kind !== 'pending')
        return judgement;
    // They may tell what has become of it.
    await readInstances(following);
    return judgeDeployment(watch.facts());
}
async function readRest(following, { isStateFirst, areAsked }) {
    const { watch, operation, state } = following;
    const { requestId, before, wantedLabel } = operation;
    // What has happened until the status was read is then in the events; a new label tells the end by itself.
    if (isStateFirst || state.versionLabel === before?.versionLabel)
        await readEvents(following);
    if (readEnd(watch.events) === 'none' && requestId !== undefined)
        await readEvents(following, requestId);
    if (state.versionLabel === wantedLabel && !areAsked)
        await readInstances(following);
}
function isReady({ watch }) {
    const { status, isFresh } = watch.facts();
    return status === 'Ready' && isFresh;
}
/** Are only the last facts missing? */
function isEnding(following) {
    return isReady(following) || readEnd(following.watch.events) !== 'none';
}
async function readState(following) {
    const { context, operation, watch, pace } = following;
    pace.count();
    following.state = await describeState(context, operation.environmentId);
    operation.onState(following.state);
    watch.seeState(following.state);
}
async function readInstances({ operation, watch, pace }) {
    pace.count();
    watch.seeInstances(await operation.lookAtInstances());
}
/** With a request's id: those of it alone, in case that one got out of sight. */
async function readEvents(following, requestId) {
    const { context, watch, pace, feed } = following;
    if (!feed)
        return;
    try {
        pace.count();
        const events = await (requestId === undefined ? feed.readNew() : feed.readNewOf(requestId));
        following.tellEvents(events);
        watch.seeEvents(events);
        pace.seeEvents(watch.events);
    }
    catch (error) {
        if (!isDenied(error))
            throw error;
        context.log.warning(`From here on the environment's events are unknown. ${explainRefusal(error)}`);
        following.feed = undefined;
        watch.loseEvents();
    }
}

/**
 * When to look at an operation again. AWS allows an account about two of these requests a second, shared by all jobs, so
 * a run takes half a one: few while nothing can have ended, more when an end is near.
 */
const FIRST_LOOK_MS = 500;
const REQUESTS_PER_MS = 0.5 / 1000;
/** Status and instances, when events have told the end; then the handshake takes a while, and asks AWS nothing. */
const LAST_REQUESTS = 2;
const HANDSHAKE_MS = 300;
const QUIET_PAUSE_MS = 3500;
/** Something happens, and the end may be next. */
const BUSY_PAUSE_MS = 1000;
const BUSY_FOR_MS = 8000;
const STATE_EVERY_MS = 10_000;
/** Steps that follow each other as fast as this are of an operation that is over in seconds. */
const QUICK_STEP_MS = 1000;
const SHORTEST_PAUSE_MS = 250;
function openPace(clock) {
    const startedMs = clock.monotonicMs();
    let [requests, looks] = [0, 0];
    let [newsMs, stateMs] = [startedMs, startedMs];
    let events = [];
    return {
        count: () => {
            requests += 1;
        },
        isStateDue() {
            const nowMs = clock.monotonicMs();
            const isSilent = events.length === 0 && looks % 2 === 1;
            const isDue = isSilent || nowMs - Math.max(newsMs, stateMs) >= STATE_EVERY_MS;
            if (isDue)
                stateMs = nowMs;
            return isDue;
        },
        seeEvents(seen) {
            if (seen.length > events.length)
                newsMs = clock.monotonicMs();
            events = [...seen];
        },
        pauseMs(isOver) {
            looks += 1;
            const elapsedMs = clock.monotonicMs() - startedMs;
            if (isQuick(events))
                return grow(elapsedMs / 4);
            if (events.length === 0)
                return grow(elapsedMs * 0.75);
            const isBusy = events.length > 2 && clock.monotonicMs() - newsMs < BUSY_FOR_MS;
            const affordableAtMs = (requests + 1 + (isOver ? 0 : LAST_REQUESTS)) / REQUESTS_PER_MS - HANDSHAKE_MS;
            return Math.max(isBusy || isOver ? BUSY_PAUSE_MS : QUIET_PAUSE_MS, affordableAtMs - elapsedMs);
        },
    };
}
function grow(ms) {
    return Math.min(QUIET_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, ms));
}
// By AWS's own clock.
function isQuick([first, second]) {
    return first !== undefined && second !== undefined && second.atMs - first.atMs < QUICK_STEP_MS;
}

/** What the looks at an operation have shown so far: a single one cannot tell whether it has begun, or for how long it is over. */
function openWatch(clock, operation, answer) {
    const { before, wantedLabel, newestDeployment } = operation;
    let hasFeed = operation.hasFeed && (!before || operation.requestId !== undefined);
    const events = [];
    let state = answer;
    let [sawOther, sawAborting, hasSuccessor] = [!before, false, false];
    let instances = { kind: 'pending', reason: 'they were not asked' };
    let ready = { isFresh: false, sinceMs: Number.NaN };
    const isFresh = () => sawOther || isChanged(state, before);
    const note = () => {
        if (state.status !== 'Ready')
            ready = { isFresh: false, sinceMs: Number.NaN };
        else if (Number.isNaN(ready.sinceMs) || ready.isFresh !== isFresh())
            ready = { isFresh: isFresh(), sinceMs: clock.monotonicMs() };
    };
    return {
        events,
        seeState(next) {
            state = next;
            sawOther ||= state.status !== 'Ready';
            sawAborting ||= state.status === 'Aborting';
            note();
        },
        seeEvents(seen) {
            for (const event of seen) {
                if (isOwn(operation, event))
                    events.push(event);
                else
                    hasSuccessor ||= events.length > 0 && event.requestId !== undefined && isBeginning(event);
            }
        },
        seeInstances: look => {
            instances = look;
        },
        loseEvents: () => {
            hasFeed = false;
        },
        facts: () => ({
            ...{ wantedLabel, status: state.status, label: state.versionLabel, sawAborting, hasSuccessor, instances },
            before: before && { label: before.versionLabel, newestDeployment },
            events: hasFeed ? events : undefined,
            begun: isFresh() || events.length > 0 || answer.status !== 'Ready',
            isFresh: isFresh(),
            readyForMs: Number.isNaN(ready.sinceMs) ? 0 : clock.monotonicMs() - ready.sinceMs,
        }),
    };
}
// By AWS's own clock on both sides.
function isChanged(state, before) {
    return state.versionLabel !== before?.versionLabel || state.updatedAtMs > (before?.updatedAtMs ?? 0);
}
// In an environment that did not exist before, no operation but its creation has been asked for.
function isOwn({ before, requestId }, event) {
    return before ? event.requestId === requestId : event.requestId !== undefined;
}
function isBeginning({ message }) {
    return /^Environment update is starting|^(restartAppServer|rebuildEnvironment|terminateEnvironment) is starting/.test(message);
}

/** Follows an operation, its events live, until its end is known. */
async function settle(context, operation) {
    const { before, wantedLabel, requestId, newestDeployment, answer, feed } = operation;
    const watched = { before, wantedLabel, requestId, newestDeployment, hasFeed: feed !== undefined };
    const watch = openWatch(context.clock, watched, answer);
    const pace = openPace(context.clock);
    const tellEvents = openEventTeller(context, requestId);
    const following = { context, operation, watch, pace, tellEvents, feed, state: answer };
    const judgement = await pollUntil(context, {
        what: describeWait(operation),
        read: () => lookAtOperation(following),
        done: ({ kind }) => kind !== 'running',
        describe: () => describeSeen(following),
        firstPauseMs: FIRST_LOOK_MS,
        pauseMs: () => following.pace.pauseMs(isEnding(following)),
    });
    const { events } = watch;
    const facts = watch.facts();
    const told = { state: following.state, events, instances: facts.instances, sources: describeSources(facts) };
    if (judgement.kind !== 'failed')
        return { kind: 'succeeded', ...told };
    const { because, reason } = judgement;
    return { kind: 'failed', ...told, because, reason, errors: events.filter(isError).map(event => event.message) };
}
function describeWait({ wantedLabel, before }) {
    if (!before)
        return 'the creation of the environment to end';
    const what = wantedLabel === before.versionLabel ? 'the update' : `the deployment of "${wantedLabel}"`;
    return `${what} to end`;
}
function describeSeen({ state, watch }) {
    const last = watch.events.at(-1);
    const told = last ? `last event ${quoteForeign(last.message)}` : 'no event yet';
    return `status ${toPrintableLine(state.status, 40)}, health ${toPrintableLine(state.health, 40)}, ${told}`;
}

/** Waits until an environment can be updated: it takes one update at a time. Reads only. */
/** Throws an ActionError where it is terminated instead, and when the time of the run is over before. */
async function awaitReady(context, plan) {
    let told = false;
    const state = await pollUntil(context, {
        what: `the environment "${plan.environmentName}" to be Ready`,
        read: () => describeState(context, plan.environmentId),
        done({ status }) {
            if (!told && status !== 'Ready')
                context.log.info(`The environment is ${status}; waiting until it is Ready.`);
            told = true;
            return status === 'Ready' || isGone(status);
        },
        describe: ({ status }) => `status ${toPrintableLine(status, 40)}`,
    });
    if (state.status !== 'Ready')
        throw gone(plan.environmentName, state.status);
    return state;
}
function gone(name, status) {
    return new ActionError({
        code: 'environment-terminating',
        message: `The environment "${name}" was ${status} when the version was to be deployed.`,
        hint: 'Create it again, or deploy to another environment.',
    });
}

/** Asks for an update as soon as the environment takes one, and as often as somebody else is faster. */
/** Between the look and the request somebody else's update may begin: then it is waited for as well. */
async function updateWhenReady(context, order) {
    const { plan, part } = order;
    let lost;
    for (let refusals = 0;;) {
        const before = await awaitReady(context, plan);
        if (lost && before.versionLabel === plan.toLabel)
            return takeLost(context, lost, { order, answer: before });
        if (plan.takesBack && plan.takesBack.onlyFrom !== (before.versionLabel ?? ''))
            return { before, accepted: undefined };
        const newestDeployment = await findNewest(order, before);
        await context.confirm?.();
        try {
            const answer = await askUpdate(context, plan, part);
            return { before, newestDeployment, accepted: { requestId: answer.$metadata.requestId, answer: toState(answer) } };
        }
        catch (error) {
            if (!isAwsError(error, 'InvalidParameterValue', 'OperationInProgressException'))
                throw error;
            const { status } = await describeState(context, plan.environmentId);
            if (status === 'Ready' && ++refusals > MOST_REFUSALS)
                throw error;
            if (status === 'Ready')
                await context.clock.sleep(AFTER_REFUSAL_MS, context.signal);
            else
                lost = await tellConflict(context, order, { before, error });
        }
    }
}
/** An update of somebody else may be over by the time of the look, and a version that was just made not be known everywhere. */
const MOST_REFUSALS = 2;
const AFTER_REFUSAL_MS = 1500;
// With another label than before, each instance tells by that which deployment it has.
async function findNewest({ plan, part, wait, lookAtInstances }, before) {
    const isSame = wait && part !== 'settings' && before.versionLabel === plan.toLabel;
    return isSame ? findNewestDeployment(await lookAtInstances()) : undefined;
}
async function tellConflict({ log }, { plan, part, feed }, { before, error }) {
    // Only a new label tells afterwards whose update it was.
    const isTold = part !== 'settings' && before.versionLabel !== plan.toLabel;
    if (isRefused(error) || !isTold) {
        log.info('Another update of the environment was faster; waiting for its end.');
        return undefined;
    }
    log.info("An update of the environment goes on: this run's, of which the answer was lost, or that of another; waiting for its end.");
    return { before, requestId: await feed?.findBegun() };
}
/** Deployed once more, it would be a second outage for nothing. */
function takeLost({ log, ledger }, { before, requestId }, { order: { plan, part }, answer }) {
    log.info(`The environment runs the version "${plan.toLabel}" now: the update was this run's.`);
    ledger.amend(nameUpdate(plan, part), 'done');
    return { before, accepted: { requestId, answer } };
}

/** Asks Beanstalk to run another version, and follows the operation to its end. */
/** `onState` hears of every state that is seen once Beanstalk has accepted the update, or this part of it. */
async function deployVersion(context, plan, onState) {
    const feed = await unlessDenied(context, () => openEventFeed(context, plan.environmentId));
    const run = (part, wait) => runUpdate(context, { plan, feed, onState, part, wait });
    try {
        return await run('all', plan.wait);
    }
    catch (error) {
        if (!isToBeSplit(plan, error))
            throw error;
        context.log.info('Beanstalk refused the version and the option settings together: the settings are sent first.');
    }
    const settings = await run('settings', true);
    if (settings.settled.kind === 'failed')
        return settings;
    return afterSettings(await run('version', plan.wait), settings);
}
function afterSettings(version, { settled }) {
    return { ...version, settled: { ...version.settled, events: [...settled.events, ...version.settled.events] } };
}
async function runUpdate(context, run) {
    const { plan, part, wait, feed } = run;
    const lookAtInstances = openInstancesLooker(context, plan.environmentId);
    const { before, newestDeployment, accepted } = await updateWhenReady(context, { ...run, lookAtInstances });
    if (!accepted)
        return { requestId: undefined, before, settled: { ...OVERTAKEN, state: before } };
    const { requestId, answer } = accepted;
    const onState = (state) => run.onState(state, part, requestId);
    onState(answer);
    if (!wait)
        return { requestId, before, settled: { kind: 'not-waited', state: answer, events: [] } };
    const wantedLabel = part === 'settings' ? before.versionLabel : plan.toLabel;
    const operation = { environmentId: plan.environmentId, wantedLabel, feed, requestId, before, onState };
    const told = { lookAtInstances, newestDeployment, answer };
    const follow = () => settle(context, { ...operation, ...told });
    return { requestId, before, settled: await (plan.takesBack ? followReturn(context, run, follow) : follow()) };
}
// A roll back that was accepted has not taken anything back yet.
async function followReturn({ ledger }, { plan, part }, follow) {
    const name = nameReturn(plan, part);
    ledger.amend(name, 'begun');
    const settled = await follow();
    ledger.amend(name, settled.kind === 'failed' ? 'vain' : 'done');
    return settled;
}
const OVERTAKEN = {
    kind: 'failed',
    because: 'deployment-superseded',
    reason: 'somebody else has deployed another version',
    events: [],
    errors: [],
    instances: { kind: 'unknown', reason: 'they were not asked' },
    sources: [],
};
/** Without events the rest decides: status, label, the handshake. */
async function unlessDenied(context, openFeed) {
    try {
        return await pollUntil(context, {
            what: "the environment's events to be readable",
            read: openFeed,
            done: () => true,
            describe: () => 'events',
        });
    }
    catch (error) {
        if (!isDenied(error))
            throw error;
        context.log.warning(`The environment's events are unknown. ${error.message} ${error.hint}`);
        return undefined;
    }
}

/** What the log says of a roll back and of the outages, before the end of the run tells the rest. */
function tellRollBack({ log }, products) {
    const told = describeRollBackEnd(products);
    if (told)
        log.info(told);
}
function tellOutage({ log }, products) {
    for (const line of describeOutages(products))
        log.info(line);
}

/** Deploys the version before again, where the deployment has failed and that one is known to be good; and proves it. */
/** What goes wrong is a product, too. Throws only when the run is cancelled. */
async function rollBack(context, order, products) {
    const { about } = order;
    const progress = { because: 'the deployment failed', isBegun: false };
    try {
        const outcome = await decideAndAct(context, { ...order, progress }, products);
        products.rollBack = { ...about, ...outcome };
    }
    catch (error) {
        const code = error instanceof ActionError ? error.code : undefined;
        const kind = code === 'cancelled' || code === 'deadline-exceeded' ? 'interrupted' : 'failed';
        const isUnanswered = !progress.isBegun && context.ledger.entries().at(-1)?.outcome === 'asked';
        const isBegun = isUnanswered ? 'unknown' : progress.isBegun;
        products.rollBack = { ...about, kind, ...progress, isBegun, reason: toProblem(error).what };
        if (code === 'cancelled')
            throw error;
    }
    tellRollBack(context, products);
}
async function decideAndAct(context, acting, products) {
    const { plan, before, progress } = acting;
    const { survey, state } = products;
    const decide = () => decideRollBack({ ...gather(acting, products), plan, before });
    const first = decide();
    if (first.kind === 'needless' || (context.signal.aborted && first.kind === 'refused'))
        return first;
    if (context.signal.aborted)
        return { kind: 'refused', because: 'the job was cancelled' };
    if (state)
        products.state = await describeState(context, state.id);
    const decision = decide();
    if (decision.kind === 'needless' || decision.kind === 'refused')
        return decision;
    const { because } = decision;
    progress.because = because;
    if (plan.kind !== 'possible' || !survey || !before?.settings)
        return { kind: 'refused', because: 'it is not known what to bring back' };
    const target = { ...acting, survey, settings: before.settings, toLabel: plan.toLabel };
    if (decision.kind === 'look' && !(await isLeft(context, target))) {
        const handshake = await prove(context, target, products);
        if (isAccepted$3(handshake))
            return { kind: 'back-already', because, isSure: isTold(products), handshake };
        const other = findOtherCause(handshake, plan.isPathGuessed);
        if (other !== undefined)
            return { kind: 'refused', because: other };
    }
    return await carryOut(context, target, products);
}
function gather({ deployment: { request, plan } }, products) {
    const { acceptedPart, settled, replacedLabel, handshake, health, state } = products;
    return {
        label: plan.version.label,
        failOn: request.handshake.failOn,
        isBegun: acceptedPart !== undefined,
        isHealthy: health?.accepted,
        ...{ settled, replacedLabel, handshake, state },
    };
}
/** Are the option settings still those of the deployment, whatever became of its version? */
async function isLeft(context, { deployment: { request, plan }, settings }) {
    if (plan.update.optionSettings.length === 0)
        return false;
    return areSettingsLeft(plan.update, settings, await readSettings(context, request));
}
async function carryOut(context, target, products) {
    const { deployment, settings, toLabel, progress, watch } = target;
    const nowLabel = products.state?.versionLabel;
    const update = planReturnUpdate(deployment.plan.update, { toLabel, nowLabel, settings });
    const onState = (state) => {
        progress.isBegun = true;
        products.state = state;
    };
    watch?.enter('roll-back');
    const deploy = () => deployVersion(context, update, onState);
    const { settled } = await stagesOf(context, products)('Roll back', deploy);
    products.state = settled.state;
    const { because, isBegun } = progress;
    if (settled.kind === 'failed')
        return { kind: 'failed', because, isBegun, reason: `${capitalize(settled.reason)}.`, settled };
    progress.isOver = true;
    const handshake = await prove(context, target, products);
    if (isAccepted$3(handshake))
        return { kind: 'done', because, settled, handshake };
    const kind = handshake.targets[0]?.finding?.kind;
    const reason = `It was deployed, and no WebSocket could be opened to it${kind ? ` (${kind})` : ''}.`;
    return { kind: 'failed', because, isBegun, reason, settled, handshake };
}
function prove(context, { deployment: { plan, probe }, survey }, products) {
    const former = { survey, plan: plan.handshake, probe, isFresh: true };
    return stagesOf(context, products)('Open a WebSocket to the version before', () => lookAtFormer(context, former));
}
function isTold({ settled }) {
    return settled?.kind === 'failed' && settled.instances.kind === 'told';
}
function isAccepted$3({ targets }) {
    return targets[0]?.outcome === 'accepted';
}

/** A deployment that may be rolled back: what runs before is looked at first, and the outages are measured from then on. */
/** Throws what `act` throws, after a roll back. */
async function guardDeployment(context, deployment, products) {
    const plan = deployment.plan.rollBack;
    if (!plan)
        return await deployment.act(() => { });
    const before = plan.kind === 'possible' ? await lookBefore(context, deployment, products) : undefined;
    const toLabel = plan.kind === 'possible' ? plan.toLabel : undefined;
    const about = { mode: plan.mode, toLabel, before: before?.handshake };
    products.rollBack = { kind: 'undecided', ...about };
    const ending = new AbortController();
    let watch;
    const onDeploy = () => {
        if (isAccepted$2(before))
            watch = startWatch(context, { deployment, before, signal: ending.signal });
    };
    try {
        await deployment.act(onDeploy);
    }
    finally {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const renewed = __addDisposableResource(env_1, deployment.renew(), false);
            const own = renewed.context;
            try {
                await rollBack(own, { deployment, plan, before, watch, about }, products);
            }
            finally {
                if (own.signal.aborted)
                    ending.abort();
                if (watch)
                    products.outage = await watch.stop();
                tellOutage(own, products);
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    }
}
/** Reads only. Undefined where there is nothing to look at. */
async function lookBefore(context, { request, plan, probe }, products) {
    const { survey } = products;
    if (!survey)
        return undefined;
    const stage = stagesOf(context, products);
    const settings = await keepSettings(context, request, plan.update);
    const handshake = await stage('Open a WebSocket to the version that runs', () => lookAtFormer(context, { survey, plan: plan.handshake, probe, isFresh: false }));
    const wasReady = survey.status === 'Ready';
    return { handshake, wasReady, isHealthy: isHealthy(survey.health, request.minimumHealth), settings };
}
function isAccepted$2(before) {
    return before?.handshake.targets[0]?.outcome === 'accepted';
}
function startWatch({ clock }, { deployment: { plan, probe }, before, signal }) {
    const { headers, origin, subprotocols, resolve, ca, proxyVariables } = probe;
    const { asked } = plan.handshake.protocol;
    const greeting = before.handshake.targets[0]?.attempts.at(-1)?.evidence.frames?.greeting;
    // A guess that the version before did not speak, the next one need not either.
    const protocol = greeting?.kind === 'not-spoken' ? {} : { protocol: asked };
    return watchOutages(plan.handshake.url, {
        ...(headers ? { headers } : {}),
        ...(origin === undefined ? {} : { origin }),
        ...(subprotocols ? { subprotocols } : {}),
        ...(resolve ? { resolve } : {}),
        ...(ca === undefined ? {} : { ca }),
        ...(proxyVariables ? { proxyVariables } : {}),
        ...protocol,
        ...{ clock, signal, phase: 'deployment' },
    });
}

/** What tells the bytes of a source bundle from others. */
/** All bytes are read only where there are others to compare them with: an upload hashes them on their way. */
async function identifyBytes(context, source, version) {
    const { fileName, sizeBytes, fingerprint } = source;
    const stored = version.kind === 'taken' ? version.stored : undefined;
    const checksum = isComparable(stored, sizeBytes)
        ? await identifyBundle(context, source, stored.checksum.partBytes)
        : undefined;
    return { fileName, sizeBytes, fingerprint, checksum };
}

/** The beacon: a path that nginx itself answers, and tells what of the request arrived at it. */
/** Sorts before our other files: where these send an Upgrade elsewhere, the beacon still answers by itself. */
const BEACON_FILE = '.platform/nginx/conf.d/elasticbeanstalk/zz_websocket_beacon.conf';
/** Another one for each version, so that an answer shows which version an instance runs. */
function beaconPath(versionLabel) {
    return `/websocket-beacon-${createHash('sha256').update(versionLabel).digest('hex').slice(0, 16)}`;
}
/**
 * For nginx's server level. The path is hashed, so no character of the label is nginx's to read.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header (204 is among its statuses)
 */
function writeBeaconFile(versionLabel) {
    const path = beaconPath(versionLabel);
    return `# Added to this source bundle by the GitHub Action "Beanstalk WebSockets".
# Why: at this path the proxy tells what it received of an opening handshake, so that a check can tell the proxy from what
# stands before it, and one version from another. Nothing secret is answered, and the app is not asked.
# To do without it, remove "beacon: true" from the workflow.
rewrite ^${path}$ ${path} break;
location = ${path} {
    access_log off;
    add_header X-WebSocket-Beacon 'upgrade="$http_upgrade"; connection="$http_connection"; protocol="$server_protocol"';
    return 204;
}
`;
}

/** Which beacons the handshake asks: that of the version that was deployed, then that of the one which ran before. */
function listBeacons({ proxy: { beacon }, update: { fromLabel } }) {
    if (!beacon)
        return {};
    const hasOther = fromLabel !== undefined && fromLabel !== beacon.versionLabel;
    return { beacons: [beacon, ...(hasOther ? [{ path: beaconPath(fromLabel), versionLabel: fromLabel }] : [])] };
}

/** Looks again at groups that admitted somebody: the ports may have been closed since. Reads only. */
async function lookAgain(context, plan, before) {
    if (plan.kind === 'unknown')
        return { ports: before, refusals: plan.refusal ? [plan.refusal] : [] };
    if (plan.kind !== 'found')
        return { ports: before, refusals: [] };
    const asked = await ask$2(() => readGroups(context, plan.groupIds, before));
    if (asked.kind === 'refused') {
        return { ports: before.map(port => ({ ...port, admitted: 'unknown' })), refusals: [asked.refusal] };
    }
    const { ports, refusals } = asked.answer;
    const now = before.map((port, index) => {
        const read = ports[index];
        return read ? { ...port, ...toState$1(read, plan), added: port.added } : port;
    });
    return { ports: now, refusals };
}

/** What is asked of AWS once more where nobody answers: the groups as they are now, and what else keeps clients out. */
async function lookAtWayIn(context, { plan, ports, way }) {
    const [again, { found, unknown, refusals }] = await Promise.all([
        lookAgain(context, plan.inbound, ports),
        findBlockers(context, { environmentId: plan.update.environmentId, listenerPort: findListenerPort(way) }),
    ]);
    const refused = explainRefusals([...again.refusals, ...refusals]);
    return { ...toKnownPort(again.ports, way), blockers: { found, unknown: [...refused, ...unknown] } };
}

/** Guesses which protocol the app speaks over its WebSockets, from what it depends on. */
const GRAPHQL_SERVERS = [
    ...['ws', '@fastify/websocket', 'crossws', '@nestjs/graphql', '@apollo/server', 'graphql-yoga', 'mercurius'],
    ...['apollo-server', 'apollo-server-core', 'apollo-server-express', 'apollo-server-koa', 'apollo-server-fastify'],
];
/** Servers only. The first that is found counts. */
const HINTS = [
    // Every Rails app has Action Cable in its lock file, and many have JavaScript clients in package.json.
    { file: 'Gemfile.lock', dependency: 'actioncable', protocol: 'actioncable', besideFile: 'config/cable.yml' },
    { file: 'Gemfile.lock', dependency: 'anycable', protocol: 'actioncable' },
    { file: 'package.json', dependency: 'socket.io', protocol: 'socket.io' },
    { file: 'package.json', dependency: '@nestjs/platform-socket.io', protocol: 'socket.io' },
    { file: 'requirements.txt', dependency: 'flask-socketio', protocol: 'socket.io' },
    { file: 'requirements.txt', dependency: 'python-socketio', protocol: 'socket.io' },
    { file: 'pyproject.toml', dependency: 'flask-socketio', protocol: 'socket.io' },
    { file: 'pyproject.toml', dependency: 'python-socketio', protocol: 'socket.io' },
    { file: 'composer.json', dependency: 'workerman/phpsocket.io', protocol: 'socket.io' },
    { file: 'package.json', dependency: 'graphql-ws', protocol: 'graphql-transport-ws', besideOneOf: GRAPHQL_SERVERS },
    {
        file: 'package.json',
        dependency: 'subscriptions-transport-ws',
        protocol: 'graphql-ws',
        besideOneOf: GRAPHQL_SERVERS,
    },
    { file: 'package.json', dependency: 'sockjs', protocol: 'sockjs' },
];
/** `python-socketio[client]` and `[asyncio_client]` bring what a client needs. */
const CLIENT_EXTRA = /^\[[^\]]*client/;
/** Undefined where nothing says that it is more than WebSockets. */
function findProtocol({ has }, dependencies) {
    for (const hint of HINTS) {
        const found = dependencies.find(({ file, name, range }) => {
            return file === hint.file && name === hint.dependency && !CLIENT_EXTRA.test(range);
        });
        const { besideFile, besideOneOf } = hint;
        if (!found || (besideFile && !has(besideFile)))
            continue;
        if (besideOneOf && !dependencies.some(({ name }) => besideOneOf.includes(name)))
            continue;
        const range = found.range ? ` "${found.range}"` : '';
        return { name: hint.protocol, because: `${found.file} depends on ${found.name}${range}` };
    }
    return undefined;
}

/** The commands that start the app, as far as the source bundle names them. */
const LONGEST_FILE_BYTES$3 = 256 * 1024;
/** The `web` line of the Procfile, without which Node.js runs the script `start` and Python gunicorn. */
async function readCommands({ readText }, platform) {
    const lines = ((await readText('Procfile', LONGEST_FILE_BYTES$3)) ?? '').split(/\r?\n/);
    const web = lines.findIndex(line => /^web\s*:/.test(line));
    const start = await readStart({ readText });
    if (web < 0)
        return platform.family === 'python' ? [PYTHON_DEFAULT] : start;
    const text = (lines[web] ?? '').replace(/^web\s*:\s*/, '');
    const isStart = /^(npm (run )?start|yarn (run )?start)\s*$/.test(text);
    return [{ file: 'Procfile', line: web + 1, text }, ...(isStart ? start : [])];
}
/** Gunicorn is the default server; NumProcesses and NumThreads of aws:elasticbeanstalk:container:python are 1 and 15. */
const PYTHON_DEFAULT = { file: undefined, text: 'gunicorn --bind :8000 --workers=1 --threads=15 application' };
async function readStart({ readText }) {
    const manifest = await readText('package.json', LONGEST_FILE_BYTES$3);
    const text = readProperty(readProperty(parseJson(manifest ?? ''), 'scripts'), 'start');
    return typeof text === 'string' ? [{ file: 'package.json', text }] : [];
}

/** What in the source bundle will not take WebSockets, or not from every client, whatever the proxy does. */
async function findServerMistakes(bundle, { platform, dependencies }) {
    const facts = { dependencies, commands: await readCommands(bundle, platform) };
    return RULES$1.flatMap(rule => rule(facts) ?? []);
}
const RULES$1 = [
    findBareUvicorn,
    findAsgiUnderGunicorn,
    findSyncGunicorn,
    findManyWorkers,
    findCluster,
];
/** Packages with which uvicorn has a WebSocket library: themselves, or by what they bring along. */
const UVICORN_LIBRARIES = /^(websockets|wsproto|sanic|gradio|nicegui|streamlit|reflex)$/;
/** Tried with uvicorn 0.54 and 0.17: the newer answers as to a plain request, the older with 400. */
function findBareUvicorn({ dependencies }) {
    const listed = dependencies.filter(({ file }) => file === 'requirements.txt');
    const uvicorn = listed.find(({ name }) => name === 'uvicorn');
    const hasExtra = ({ name, range }) => (name === 'uvicorn' && /^\[.*\bstandard\b/.test(range)) ||
        (name === 'fastapi' && /^\[.*\b(standard|all)\b/.test(range));
    if (!uvicorn || listed.some(found => UVICORN_LIBRARIES.test(found.name) || hasExtra(found)))
        return undefined;
    return {
        message: `"${uvicorn.file}" has uvicorn without a library for WebSockets: it will answer an opening handshake as a plain request.`,
        remedy: `Write in the place of that line: uvicorn[standard]${uvicorn.range.replace(/^\[.*\]/, '')}`,
    };
}
const ASGI_WORKER = /uvicorn|hypercorn|daphne|asgi/i;
const ASGI_ONLY = ['fastapi', 'starlette', 'quart', 'channels'];
/** Tried with gunicorn 26: a worker for WSGI answers 500 where the app is ASGI, and runs no consumer of Channels. */
function findAsgiUnderGunicorn({ dependencies, commands }) {
    // Beside Flask the others may only be what something else needs.
    if (dependencies.some(({ name }) => name === 'flask'))
        return undefined;
    const asgi = dependencies.find(({ name }) => ASGI_ONLY.includes(name));
    const command = commands.find(({ text }) => isGunicorn(text) && !ASGI_WORKER.test(readWorker(text) ?? ''));
    if (!asgi || !command)
        return undefined;
    return {
        message: `${nameStart(command)} gunicorn with a worker for WSGI, and the app depends on ${asgi.name}, which is ASGI: it will take no WebSocket.`,
        remedy: 'Write in the Procfile: web: gunicorn -k uvicorn.workers.UvicornWorker --bind :8000 MODULE:APP (with gunicorn and uvicorn[standard] in requirements.txt), or start daphne or uvicorn there.',
    };
}
/** Packages by which a WSGI app takes WebSockets, each of which holds a thread or a greenlet. */
const WSGI_LIBRARIES = ['flask-socketio', 'flask-sock', 'python-socketio', 'simple-websocket'];
/** https://flask-socketio.readthedocs.io/en/latest/deployment.html#gunicorn-web-server: a worker that takes many at a time. */
function findSyncGunicorn({ dependencies, commands }) {
    const library = dependencies.find(({ name }) => WSGI_LIBRARIES.includes(name));
    const command = commands.find(({ text }) => isGunicorn(text) && isSync(text));
    if (!library || !command)
        return undefined;
    return {
        message: `${nameStart(command)} gunicorn with its default worker, which serves one client at a time and is killed after 30 seconds: the first WebSocket of ${library.name} will block all others.`,
        remedy: 'Add to the command: --workers 1 --threads 100 (or an asynchronous worker, such as -k gevent).',
    };
}
/** The same page: gunicorn does not send the requests of a session to the same worker. */
function findManyWorkers({ dependencies, commands }) {
    const library = dependencies.find(({ name }) => name === 'flask-socketio' || name === 'python-socketio');
    const command = commands.find(({ text }) => (isGunicorn(text) || /\buvicorn\b/.test(text)) && countWorkers(text) > 1);
    if (!library || !command)
        return undefined;
    return {
        message: `${nameStart(command)} ${countWorkers(command.text)} workers: a client of ${library.name} that begins by polling will lose its session.`,
        remedy: 'Start one worker (--workers 1), or let the clients begin with WebSockets: transports: ["websocket"].',
    };
}
const STICKY = new Set(['@socket.io/sticky', '@socket.io/pm2', 'sticky-session', 'socketio-sticky-session']);
/** https://socket.io/docs/v4/using-multiple-nodes/: the processes of a cluster share a port, and no sessions. */
function findCluster({ dependencies, commands }) {
    const socketIo = dependencies.find(({ file, name }) => file === 'package.json' && name === 'socket.io');
    const command = commands.find(({ text }) => /\bpm2(-runtime)?\b.*\s(-i|--instances)[ =]?(max|0|-1|[2-9]|\d\d)/.test(text));
    if (!socketIo || !command || dependencies.some(({ name }) => STICKY.has(name)))
        return undefined;
    return {
        message: `${nameStart(command)} a cluster of processes with pm2: a client of Socket.IO that begins by polling will lose its session.`,
        remedy: 'Use @socket.io/pm2 with @socket.io/sticky, start one process, or let the clients begin with WebSockets: transports: ["websocket"].',
    };
}
function nameStart({ file, line }) {
    if (file === undefined)
        return 'Without a Procfile the platform starts';
    return line === undefined ? `"${file}" starts` : `"${file}" line ${line} starts`;
}
function isGunicorn(text) {
    return /(^|[\s/])gunicorn\s/.test(text);
}
/** The worker class; undefined where none is named. */
function readWorker(text) {
    return /\s(?:-k|--worker-class)[ =]?["']?([\w.]+)/.exec(text)?.[1];
}
/** More threads than one make gunicorn take the worker "gthread". */
function isSync(text) {
    const threads = Number(/\s--threads[ =](\d+)/.exec(text)?.[1] ?? 1);
    const isConfigured = /\s(-c|--config)[ =]/.test(text);
    return !isConfigured && threads === 1 && (readWorker(text) ?? 'sync') === 'sync';
}
function countWorkers(text) {
    return Number(/\s(?:-w|--workers)[ =]?(\d{1,3})\b/.exec(text)?.[1] ?? 1);
}

/** Finds out which path of the app most likely takes WebSockets, from what the source bundle says. */
const LONGEST_MANIFEST_BYTES$1 = 1024 * 1024;
/** The first that the bundle gives: Socket.IO's path, Action Cable's, a location of its own that hands Upgrade on, "/". */
async function findWebSocketPath(bundle, survey) {
    const range = await findSocketIo(bundle);
    if (range !== undefined) {
        // https://socket.io/docs/v4/engine-io-protocol/: revision 4 since Socket.IO 3, revision 3 before.
        const revision = /^\D*[012]\./.test(`${range}.`) ? 3 : 4;
        const path = `/socket.io/?EIO=${revision}&transport=websocket`;
        return { path, source: 'socket.io', because: `package.json depends on socket.io "${range}"` };
    }
    if (bundle.has('config/cable.yml')) {
        return { path: '/cable', source: 'action-cable', because: 'config/cable.yml sets up Action Cable' };
    }
    // Of the other kinds a path that matches cannot be read off.
    const location = listOwnPaths(survey).find(({ path }) => /^\/[\w./~-]+$/.test(path));
    if (!location)
        return { path: '/', source: 'default', because: 'the bundle names no other path' };
    const { path, file, line } = location;
    return { path, source: 'location', because: `"${file}" line ${line} hands Upgrade on there` };
}
function listOwnPaths({ upgradeLocations, httpd }) {
    const ofHttpd = httpd.mappings.filter(({ passesUpgrade }) => passesUpgrade);
    return [
        ...upgradeLocations.filter(({ modifier }) => /^(=|\^~)?$/.test(modifier)),
        ...ofHttpd.map(({ path = '', file, line }) => ({ path, file, line })),
    ];
}
/** The version range of the dependency. */
async function findSocketIo(bundle) {
    const text = await bundle.readText('package.json', LONGEST_MANIFEST_BYTES$1);
    if (text === undefined)
        return undefined;
    const range = readProperty(readProperty(parseJson(text), 'dependencies'), 'socket.io');
    return typeof range === 'string' ? range : undefined;
}

/** What the app in a source bundle depends on, read from the files in which package managers of four languages keep it. */
const LONGEST_MANIFEST_BYTES = 1024 * 1024;
const READERS = {
    'package.json': text => readJsonTable(text, 'dependencies'),
    'requirements.txt': text => text.split('\n').flatMap(readRequirement),
    'pyproject.toml': readPyproject,
    'Gemfile.lock': text => text.split('\n').flatMap(readGem),
    'composer.json': text => readJsonTable(text, 'require'),
};
/** In the order of the files; what cannot be read is somebody else's to refuse, and says nothing here. */
async function readDependencies({ readText }) {
    const all = [];
    for (const [file, read] of Object.entries(READERS)) {
        const text = await readText(file, LONGEST_MANIFEST_BYTES);
        if (text !== undefined)
            all.push(...read(text).map(found => ({ file, ...found })));
    }
    return all;
}
function readJsonTable(text, table) {
    const found = readProperty(parseJson(text), table);
    if (typeof found !== 'object' || found === null)
        return [];
    return Object.entries(found).flatMap(([name, range]) => (typeof range === 'string' ? [{ name, range }] : []));
}
/** PEP 508, as far as names, extras and ranges go; names are compared as PEP 503 says. */
const REQUIREMENT = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(\[[\w\s,.-]*\])?\s*([^;#\s]*)/;
function readRequirement(line) {
    const [, name, extras = '', range = ''] = REQUIREMENT.exec(line) ?? [];
    return name ? [{ name: name.toLowerCase().replaceAll(/[-_.]+/g, '-'), range: `${extras}${range}` }] : [];
}
/** The list of `[project]` and the table of Poetry, without those for development. */
function readPyproject(text) {
    const project = readSection(text, 'project');
    const list = /^dependencies\s*=\s*\[([\s\S]*?)\]\s*$/m.exec(project)?.[1] ?? '';
    const listed = [...list.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? '');
    const poetry = readSection(text, 'tool.poetry.dependencies').split('\n');
    return [...listed, ...poetry.map(toRequirement)].flatMap(readRequirement);
}
/** `name = "^1"`, and `name = {extras = ["x"], version = "^1"}`. */
function toRequirement(line) {
    const [, name = '', value = ''] = /^([\w.-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    const [, version = value] = /\bversion\s*=\s*("[^"]*"|'[^']*')/.exec(value) ?? [];
    return `${name} ${version.replaceAll(/["']/g, '')}`;
}
function readSection(text, name) {
    const [, ...sections] = text.split(/^\[(?=[\w."-]+\]\s*$)/m);
    const section = sections.find(part => part.startsWith(`${name}]`));
    return section?.slice(name.length + 1) ?? '';
}
/** A gem that is installed stands with four spaces and its version; what it needs itself, with six. */
function readGem(line) {
    const [, name, range] = /^ {4}([\w.-]+) \(([^)]*)\)/.exec(line) ?? [];
    return name && range ? [{ name, range }] : [];
}

/** Refuses a source bundle that the environment's platform cannot start, before anything is changed. */
/**
 * Throws an ActionError for a file that needs another platform, and for a Dockerrun.aws.json of another platform's
 * version. A zip file and a folder may hold whatever their Procfile starts.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html
 */
async function refuseOtherPlatform(bundle, platform) {
    if (UNKNOWN_FAMILIES.includes(platform.family))
        return;
    const needs = NEEDS[bundle.kind];
    if (needs && !needs.families.includes(platform.family))
        throw wrongKind(bundle, platform, needs);
    const wanted = findWantedVersion(bundle, platform.family);
    if (wanted === undefined)
        return;
    const found = readDockerrunVersion(await bundle.readText(DOCKERRUN, LONGEST_DOCKERRUN_BYTES));
    if (found !== undefined && found !== wanted.version)
        throw wrongVersion(platform, found, wanted);
}
const UNKNOWN_FAMILIES = ['custom', 'unknown', 'cluster'];
const NEEDS = {
    war: { families: ['tomcat'], platforms: 'Tomcat' },
    jar: { families: ['corretto'], platforms: 'Corretto' },
    dockerrun: { families: ['docker', 'ecs'], platforms: 'Docker or ECS' },
    compose: { families: ['docker'], platforms: 'Docker' },
};
function wrongKind({ kind, path }, { name, family }, { platforms }) {
    const file = basename(path);
    const runsByItself = kind === 'war' && family === 'corretto'
        ? ` A war that runs by itself (java -jar) is deployed under a name that says so: cp ${toShellWord(file)} ${toShellWord(file.replace(/\.war$/i, '.jar'))}`
        : '';
    return new ActionError({
        code: 'bundle-for-another-platform',
        message: `'deployment-package-path' named ${quoteForeign(file)}, which needs ${platforms}; the environment runs ${quoteForeign(name)}.`,
        hint: `Write the 'environment-name' of an environment that runs ${platforms}, or name what this platform starts.${runsByItself}`,
    });
}
const DOCKERRUN = 'Dockerrun.aws.json';
const LONGEST_DOCKERRUN_BYTES = 1024 * 1024;
// docker-compose.yml counts before Dockerrun.aws.json, and what a Dockerfile beside an odd version does is not documented.
function findWantedVersion({ has }, family) {
    if (!has(DOCKERRUN))
        return undefined;
    if (family === 'ecs') {
        const remedy = 'Write a Dockerrun.aws.json of version 2 ("containerDefinitions"), or deploy to an environment that runs Docker.';
        return { version: '2', remedy };
    }
    if (family !== 'docker' || has('docker-compose.yml') || has('Dockerfile'))
        return undefined;
    const remedy = 'Describe the containers in a docker-compose.yml, or deploy a Dockerrun.aws.json of version 2 to an environment that runs ECS.';
    return { version: '1', remedy };
}
/** Undefined for what has none that can be read: the platform says what is wrong with it. */
function readDockerrunVersion(text) {
    const [, version] = /"AWSEBDockerrunVersion"\s*:\s*"?([1-9])\b/.exec(text ?? '') ?? [];
    return version;
}
function wrongVersion({ name }, found, { version, remedy }) {
    return new ActionError({
        code: 'bundle-for-another-platform',
        message: `The source bundle's "${DOCKERRUN}" has version ${found}; the environment runs ${quoteForeign(name)}, which takes version ${version}.`,
        hint: remedy,
    });
}

/** Which files an include of nginx, or of httpd, loads. */
/** Whether an include of `pattern` loads the file at `path` in the folder of nginx, or of httpd. */
function matchesInclude(pattern, path) {
    const relative = toRelative(pattern);
    return relative !== undefined && matchesPath(relative, path);
}
/** Whether an include of `pattern` loads the bundle's file called `name`, from where the bundle is unpacked to. */
function matchesAppFile(pattern, name) {
    const relative = toAppRelative(pattern);
    return relative !== undefined && matchesPath(relative, name);
}
/** Whether an include of `pattern` loads the bundle's file called `name`, where `folder` is the proxy's own. */
function isIncluded(pattern, name, folder) {
    const isInFolder = name.startsWith(folder) && matchesInclude(pattern, name.slice(folder.length));
    return isInFolder || matchesAppFile(pattern, name);
}
/**
 * Whether nobody can tell from the bundle what an include of nginx loads. `isKnown`: whether the pattern names one of
 * the files that are known; without a wildcard the file has to be there. A folder of the app may be filled by a build.
 */
function isUnread(pattern, isKnown) {
    const [inFolder, inApp] = [toRelative(pattern), toAppRelative(pattern)];
    const relative = inFolder ?? inApp;
    if (relative === undefined || isUnclear(relative))
        return true;
    return !isKnown && (inApp !== undefined || (!/[*?[]/.test(relative) && !isPackaged(relative)));
}
/** The patterns of all includes in a text of nginx that lead to where the bundle is unpacked to. */
function listAppIncludes(text) {
    const found = text.matchAll(/\binclude\s+["']?(\/var\/app\/(?:current|staging)\/[^\s;"']{1,200})/g);
    return [...found].map(([, pattern = '']) => pattern);
}
/** What nginx's package puts into /etc/nginx: nothing of it sets a timeout, defines a name, or has a location. */
function isPackaged(path) {
    return /^(mime\.types|(fastcgi|scgi|uwsgi)_params|fastcgi\.conf|koi-.*|win-utf)$/.test(path);
}
// nginx -c resolves relative includes against the folder of nginx.conf: /var/proxy/staging/nginx while it is tested,
// /etc/nginx while it runs.
function toRelative(pattern) {
    const relative = pattern.replace(/^\/(etc|var\/proxy\/staging)\/(nginx|httpd)\//, '').replace(/^(\.\/)+/, '');
    return relative.startsWith('/') ? undefined : relative;
}
// The app is there before the proxy's files are tested.
function toAppRelative(pattern) {
    return /^\/var\/app\/(?:current|staging)\/(.*)$/s.exec(pattern)?.[1];
}
const LONGEST_PATTERN = 200;
function isUnclear(relative) {
    const parts = relative.split('/');
    return relative.length > LONGEST_PATTERN || parts.some(part => /^(\.\.?)?$/.test(part) || !parseGlob(part));
}
function matchesPath(relative, path) {
    if (relative.length > LONGEST_PATTERN)
        return false;
    const [parts, names] = [relative.split('/'), path.split('/')];
    return parts.length === names.length && parts.every((part, index) => matchesGlob(part, names[index] ?? ''));
}
// As glob(3): wildcards match no leading dot. Greedy matching with one point to come back to stays linear in practice.
function matchesGlob(pattern, name) {
    const tokens = parseGlob(pattern);
    if (!tokens || (name.startsWith('.') && !pattern.startsWith('.')))
        return false;
    let [p, n, star, mark] = [0, 0, -1, 0];
    while (n < name.length) {
        const token = tokens[p];
        if (token === '*')
            [star, mark, p] = [p, n, p + 1];
        else if (token?.(name[n] ?? ''))
            [p, n] = [p + 1, n + 1];
        else if (star >= 0)
            [p, mark, n] = [star + 1, mark + 1, mark + 1];
        else
            return false;
    }
    return tokens.slice(p).every(token => token === '*');
}
/** Undefined for what is not read here: backslashes, classes such as [[:alpha:]], a bracket that is not closed. */
function parseGlob(pattern) {
    const tokens = [];
    for (let rest = pattern; rest !== '';) {
        const [text = '', bracket] = /^(?:\[([!^]?\]?[^\]]*)\]|[^\\[])/s.exec(rest) ?? [];
        if (text === '' || /\[[:.=]|\\/.test(bracket ?? ''))
            return undefined;
        tokens.push(bracket === undefined ? toToken(text) : toSet(bracket));
        rest = rest.slice(text.length);
    }
    return tokens;
}
function toToken(character) {
    if (character === '*')
        return '*';
    return character === '?' ? () => true : other => other === character;
}
/** "abc", "a-z", "!a": what stands between brackets. */
function toSet(text) {
    const isNegated = /^[!^]/.test(text);
    const ranges = [...text.slice(isNegated ? 1 : 0).matchAll(/(.)-(.)|(.)/gs)].map(([, from = '', to = '', single = '']) => (single ? [single, single] : [from, to]));
    return character => ranges.some(([from, to]) => from <= character && character <= to) !== isNegated;
}

/** Reads nginx's configuration language into a tree of directives, with the place of each. Longer than most: one grammar, in one file. */
/**
 * Never throws. The grammar, which is that of nginx's ngx_conf_read_token; white space separates words:
 *
 *     file      = { directive }
 *     directive = word { word } ( ";" | "{" { directive } "}" )
 *     word      = '"' { any but '"', or "\" and any } '"'  |  the same with "'"
 *               | { any but white space, ";" and "{", or "\" and any, or "$" and every "{" after it }
 *     comment   = "#" to the end of the line, where a word would begin
 *
 * A "}" is of its own only where a word would begin.
 */
function parseNginx(text) {
    const top = [];
    const open = [{ line: 1, directives: top }];
    let words = [];
    for (const token of readTokens(text)) {
        const problem = findProblem(token, words, open);
        if (problem)
            return { directives: top, problem: { line: token.line, text: problem }, end: token.end };
        if (token.kind === 'word')
            words.push(token);
        else {
            if (token.kind === '}')
                closeBlock(open, token.end);
            else
                addDirective(open, words, { token, textEnd: text.length });
            words = [];
        }
    }
    const unfinished = words.at(-1) ?? (open.length > 1 ? open.at(-1) : undefined);
    if (!unfinished)
        return { directives: top, problem: undefined, end: text.length };
    return {
        directives: top,
        problem: { line: unfinished.line, text: words.length > 0 ? NO_END : 'a "{" without its "}"' },
        end: text.length,
    };
}
const DEEPEST_BLOCK = 32;
const NO_END = 'a directive without its ";"';
const NO_END_BEFORE = 'a "}" behind a directive without its ";"';
function findProblem({ kind }, words, open) {
    if (kind === 'unclosed')
        return 'a quote that is not closed';
    if (kind === '}' && words.length > 0)
        return NO_END_BEFORE;
    if (kind === '}' && open.length === 1)
        return 'a "}" too many';
    if ((kind === ';' || kind === '{') && words.length === 0)
        return `a "${kind}" without a directive`;
    if (kind === '{' && open.length > DEEPEST_BLOCK)
        return `blocks more than ${DEEPEST_BLOCK} deep`;
    return undefined;
}
function addDirective(open, words, end) {
    const [name, ...args] = words;
    const line = name?.line ?? 1;
    const block = end.token.kind === '{' ? [] : undefined;
    const spans = args.map(arg => ({ start: arg.start, end: arg.end }));
    const start = name?.start ?? end.token.start;
    const place = { start, args: spans, end: end.token.end, close: block ? end.textEnd : end.token.end };
    open.at(-1)?.directives.push({ name: name?.text ?? '', args: args.map(arg => arg.text), line, block, place });
    if (block)
        open.push({ line, directives: block, place });
}
function closeBlock(open, end) {
    const place = open.pop()?.place;
    if (place)
        place.close = end;
}
function* readTokens(text) {
    let line = 1;
    let at = 0;
    while (at < text.length) {
        const token = readToken(text, at);
        if (token.kind !== 'space')
            yield { kind: token.kind, text: token.text, line, start: at, end: token.end };
        for (let i = at; i < token.end; i++)
            if (text[i] === '\n')
                line++;
        at = token.end;
    }
}
const SPACE_OR_COMMENT = /[ \t\r\n]+|#[^\n]*/y;
const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy;
const BARE = /(?:\$\{*|\\.|[^ \t\r\n;{\\$]|\\$)+/sy;
function readToken(text, at) {
    const space = matchAt(SPACE_OR_COMMENT, text, at);
    if (space)
        return { kind: 'space', text: space, end: at + space.length };
    const first = text[at] ?? '';
    if (first === ';' || first === '{' || first === '}')
        return { kind: first, text: first, end: at + 1 };
    if (first === '"' || first === "'") {
        const quoted = matchAt(QUOTED, text, at);
        if (!quoted)
            return { kind: 'unclosed', text: '', end: text.length };
        return { kind: 'word', text: unescapeWord(quoted.slice(1, -1)), end: at + quoted.length };
    }
    const bare = matchAt(BARE, text, at);
    return { kind: 'word', text: unescapeWord(bare), end: at + Math.max(1, bare.length) };
}
function matchAt(pattern, text, at) {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? '';
}
// nginx takes the backslash away before quotes and itself only; others stay, for regular expressions.
function unescapeWord(word) {
    return word.replaceAll(/\\(["'\\])/g, '$1');
}

/** The configuration as nginx would load it: the platform's own files, the bundle's laid over them, includes followed. */
/** What is below it in a bundle is laid over /etc/nginx. */
const NGINX_FOLDER = '.platform/nginx/';
/**
 * A file of the bundle replaces the platform's file of the same path. Never throws; bounded in depth and in number.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.proxy.html
 */
function loadNginxTree({ platform, bundle, folder = NGINX_FOLDER }) {
    const all = new Map([...[...platform].map(([path, text]) => [folder + path, text]), ...bundle]);
    const loading = {
        ...{ all, own: bundle, folder, read: new Set(), unread: new Set() },
        ...{ parsed: new Map(), included: new Map(), problems: [], directives: 0 },
    };
    const top = loadFile(loading, `${folder}nginx.conf`, []);
    const http = top.filter(directive => directive.name === 'http').flatMap(directive => directive.block ?? []);
    const loaded = new Set([...loading.read].filter(name => bundle.has(name)));
    const problems = loading.problems.filter(problem => bundle.has(problem.file));
    return { http, loaded, unread: loading.unread, problems };
}
/** All directives below `directives`, those inside blocks included. */
function* walk(directives) {
    for (const directive of directives) {
        yield directive;
        if (directive.block)
            yield* walk(directive.block);
    }
}
const DEEPEST_INCLUDE$1 = 8;
const MOST_DIRECTIVES$1 = 50_000;
function loadFile(loading, file, around) {
    loading.read.add(file);
    if (loading.directives > MOST_DIRECTIVES$1) {
        addLimit(loading, file, 1);
        return [];
    }
    const parsed = loading.parsed.get(file) ?? parseNginx((loading.all.get(file) ?? '').replace(/^\uFEFF/, ''));
    loading.parsed.set(file, parsed);
    const { directives, problem } = parsed;
    if (problem)
        addProblem(loading, { file, ...problem });
    return loadDirectives({ loading, file, around }, directives);
}
function loadDirectives(place, directives) {
    const { loading, file, around } = place;
    return directives.flatMap(({ name, args, line, block }) => {
        loading.directives += 1;
        if (loading.directives > MOST_DIRECTIVES$1 || around.length > DEEPEST_INCLUDE$1) {
            addLimit(loading, file, line);
            return [];
        }
        const inner = block && loadDirectives(place, block);
        const own = { name, args, file, isOwn: loading.own.has(file), line, block: inner };
        if (name !== 'include')
            return [own];
        const included = listIncluded(loading, args[0] ?? '');
        if (own.isOwn && isUnread(args[0] ?? '', included.length > 0))
            loading.unread.add(own);
        const open = [...around, file];
        if (included.some(name => open.includes(name)))
            addProblem(loading, { file, line, text: RECURSION });
        return [own, ...included.flatMap(name => (open.includes(name) ? [] : loadFile(loading, name, open)))];
    });
}
function listIncluded({ all, folder, included }, pattern) {
    const found = included.get(pattern) ?? [...all.keys()].filter(name => isIncluded(pattern, name, folder)).sort();
    included.set(pattern, found);
    return found;
}
function addProblem({ problems }, problem) {
    const isKnown = problems.some(({ file, line }) => file === problem.file && line === problem.line);
    if (!isKnown)
        problems.push(problem);
}
/** nginx follows it until it has no more files or memory. */
const RECURSION = 'an include that reads the file itself again';
function addLimit(loading, file, line) {
    const isKnown = loading.problems.some(problem => problem.text === TOO_MUCH$1);
    if (!isKnown)
        loading.problems.push({ file, line, text: TOO_MUCH$1 });
}
const TOO_MUCH$1 = 'includes that include each other, or too much of them';

/** The texts of the files that are added to a source bundle. Each says who wrote it, why, and how to take over. */
/** In nginx's folder. Its name sorts last, so that what it says is read after the bundle's own files. */
const TIMEOUTS_PATH = 'conf.d/zz_websocket.conf';
/** Inside of Beanstalk's server. It has to be read after healthd.conf, whose log is named by variables that are set there. */
const LOCATION_PATH = 'conf.d/elasticbeanstalk/zz_websocket_location.conf';
const HTTPD_PATH = 'conf.d/zz_websocket.conf';
const PIN_FILE = '.ebextensions/zz-websocket.config';
const BY = '# Added to this source bundle by the GitHub Action "Beanstalk WebSockets".';
/** For nginx's http level: inherited by every server and location that does not say otherwise. */
function writeTimeouts(name, directives, timeoutSeconds) {
    return `${BY}
# Why: nginx closes a WebSocket on which nothing was said for 60 seconds. With this it waits ${timeoutSeconds} seconds;
# a plain request that hangs may then take as long.
# To take over, put your own file at ${name}: it is then left as it is.
${directives.map(directive => `${directive} ${timeoutSeconds}s;\n`).join('')}`;
}
/**
 * Only what asks for a WebSocket leaves its usual way, so that a plain request gets the answer that it got before. The
 * URI reaches the app as the client sent it; X-Forwarded-Proto is the load balancer's to set, and goes through.
 */
function writeLocation({ name, path, to, leavesFileNames = false }) {
    const pattern = leavesFileNames ? toPatternWithoutDots(path) : toPattern(path);
    const where = path === '/' ? 'wherever it goes' : `at ${path} and below it`;
    return `${BY}
# Why: this platform's nginx does not hand the Upgrade header on, so that no WebSocket opens. Here a request with
# "Upgrade: websocket", ${where}, is handed to the app with it. Every other request goes its usual way.
# To take over, put your own file at ${name}${path === '/' ? '' : `, or a location for ${path} into another`}: this is then not added.
if ($http_upgrade ~* "^websocket$") {
    rewrite ${path === '/' ? '^' : pattern} /__websocket last;
}
location = /__websocket {
    internal;
    proxy_pass          ${to}$request_uri;
${WEBSOCKET_LINES}
}
`;
}
const WEBSOCKET_LINES = `    proxy_http_version  1.1;
    proxy_set_header    Upgrade             $http_upgrade;
    proxy_set_header    Connection          "upgrade";
    proxy_set_header    Host                $host;
    proxy_set_header    X-Real-IP           $remote_addr;
    proxy_set_header    X-Forwarded-For     $proxy_add_x_forwarded_for;`;
/** Of the path and what is below it; "/ws" is not "/wsfoo". */
function toPattern(path) {
    return `^${path.replaceAll('.', '\\.')}${path.endsWith('/') ? '' : '(?:/|$)'}`;
}
function toPatternWithoutDots(path) {
    const [literal, isFolder] = [path.replaceAll('.', '\\.'), path.endsWith('/')];
    return isFolder ? `^${literal}[^.]*$` : `^${literal}(?:/[^.]*)?$`;
}
/** For who decides what else applies at the path: a location that nothing of the bundle is asked before. */
function writePlainLocation({ path, to }) {
    return `location ^~ ${path} {
    proxy_pass          ${to};
${WEBSOCKET_LINES}
}`;
}
/** For httpd's main server: its virtual hosts ask it before they ask their own. */
function writeHttpd({ name, path, to, timeoutSeconds, isForWebSocketsOnly }) {
    const url = `${to}${path}`;
    const condition = `%{REQUEST_URI} =~ m#${toPattern(path)}# && %{HTTP:Upgrade} !~ /^websocket$/i`;
    return `${BY}
# Why: httpd hands no Upgrade header on unless it is told to, so that no WebSocket opens. With this it does, ${path === '/' ? 'everywhere' : `at ${path} and below it`},
# and waits at least ${timeoutSeconds} seconds when nothing is said; a plain request there that hangs may then take as long.
# To take over, put your own file at ${name}, or a ProxyPass with upgrade=websocket into another: this is then not added.
${isForWebSocketsOnly ? `SetEnvIfExpr "${condition}" no-proxy\n` : ''}ProxyPass "${path}" "${url}" upgrade=websocket retry=0 timeout=${timeoutSeconds}
`;
}
/** For the environments that the bundle is deployed to. */
function writePin(proxy) {
    const [program, folder] = proxy === 'nginx' ? ['nginx', '.platform/nginx'] : ['httpd', '.platform/httpd'];
    return `${BY}
# Why: the files in ${folder} have an effect only where ${program} is the proxy. This makes it so in every
# environment that this bundle is deployed to${proxy === 'nginx' ? "; nginx is the platform's default" : ''}.
# To take over, put your own file at ${PIN_FILE}, or set ProxyServer in any other: this is then not added.
option_settings:
  aws:elasticbeanstalk:environment:proxy:
    ProxyServer: ${proxy}
`;
}
/** For who adds the lines to a file of their own. */
function stripComments(text) {
    return text.replaceAll(/^#.*\n/gm, '').trimEnd();
}

/** The lines of nginx that hand Upgrade on, as remedies tell them. */
const UPGRADE_LINES = 'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";';

/** What the plan of the proxy files warns of, in words. */
function unreadableWarning(names) {
    const shown = names.slice(0, 5).map(name => `"${name}"`);
    return {
        kind: 'note',
        message: `No proxy files were added, because not all of the bundle's own could be read: ${shown.join(', ')}.`,
        remedy: 'Correct the files (nginx syntax, YAML), make them shorter than 256 KiB, and put folders in the place of links.',
    };
}
function notIncludedWarning({ folder, directives, timeoutSeconds, httpIncludes }) {
    const name = `${folder}nginx.conf`;
    const how = httpIncludes === 0 ? 'does not include conf.d/*.conf at the http level' : 'includes conf.d/*.conf twice';
    const lines = directives.map(directive => `${directive} ${timeoutSeconds}s;`);
    return {
        ...{ kind: 'no-effect', file: name },
        message: `No timeout was added, because the bundle's own "${name}" ${how}: nginx will close a WebSocket after 60 seconds of silence.`,
        remedy: `Add to the http block of "${name}": ${lines.join(' ')}`,
    };
}
/** Two of one directive at one level end the deployment, so that none is added where one may be already. */
function unreadIncludeWarning({ file, line, text }, directives, timeoutSeconds) {
    const lines = directives.map(directive => `${directive} ${timeoutSeconds}s;`);
    return {
        ...{ kind: 'note', file, line },
        message: `No timeout was added, because nobody can tell from the bundle what "${text}" ("${file}" line ${line}) loads: it may set the same, and nginx refuses two.`,
        remedy: `If it sets none, add in the place of that line, or beside it: ${lines.join(' ')}`,
    };
}
function lowTimeoutWarning(found, timeoutSeconds) {
    const { directive, value, file, line } = found;
    return {
        ...{ kind: 'note', file, line },
        message: `"${file}" line ${line} sets ${directive} ${value}, which is less than the ${timeoutSeconds} seconds of proxy-timeout; it was kept.`,
        remedy: `Raise it (${directive} ${timeoutSeconds}s;), or remove the line to have it added.`,
    };
}
function droppedUpgradeWarning(name) {
    return {
        ...{ kind: 'note', file: name, foretells: 'proxy-drops-upgrade' },
        message: `"${name}" has a location / that does not hand the Upgrade header to the app: a WebSocket there will not open.`,
        remedy: `Add to that location: ${UPGRADE_LINES}`,
    };
}
/** The bundle's own location answers at the path of the WebSocket. */
function droppedAtPathWarning({ file, line, path }, wanted) {
    return {
        ...{ kind: 'note', file, line, foretells: 'proxy-drops-upgrade' },
        message: `"${file}" line ${line} has a location ${path} that answers at ${wanted} and does not hand the Upgrade header to the app: a WebSocket there will not open.`,
        remedy: `Add to that location: ${UPGRADE_LINES}`,
    };
}
function ownLocationsWarning({ file, line, path }) {
    return {
        ...{ kind: 'note', file, line },
        message: `No location was added that hands Upgrade on for the whole site, because the bundle has locations of its own (${path}, "${file}" line ${line}), which a WebSocket would pass by.`,
        remedy: 'Name the path that the app takes WebSockets at, to have a location for it alone, such as: websocket-path: /ws',
    };
}
function noServerFolderWarning(includes, text) {
    const name = `${NGINX_FOLDER}nginx.conf`;
    const how = includes === 0 ? 'does not include conf.d/elasticbeanstalk/*.conf in its server' : 'includes it twice';
    return {
        ...{ kind: 'no-effect', file: name },
        message: `No location was added that hands Upgrade on, because the bundle's own "${name}" ${how}.`,
        remedy: `Add to the server block of "${name}":\n\n${stripComments(text)}`,
    };
}
function unknownUpstreamWarning(upstream) {
    const name = `${NGINX_FOLDER}nginx.conf`;
    return {
        ...{ kind: 'no-effect', file: name },
        message: `No location was added that hands Upgrade on, because the bundle's own "${name}" does not load the platform's upstream "${upstream}", where the app is.`,
        remedy: `Add to the http block of "${name}": include conf.d/*.conf;`,
    };
}
function unspeakablePathWarning(path) {
    const shown = path.replace(/\?.*/s, '?...');
    return {
        kind: 'note',
        message: `Nothing was added that hands Upgrade on, because the path "${shown}" has characters that mean something else in a proxy's file.`,
        remedy: 'Write a path of letters, digits, slashes, dots and hyphens in websocket-path, or add the location yourself.',
    };
}
/** PHP: no server that speaks WebSocket is known. */
function withoutServerWarning({ name }) {
    return {
        kind: 'note',
        message: `Nothing was added that hands Upgrade on, because nothing on "${name}" speaks WebSocket by itself, and no port of another server is known.`,
        remedy: 'Start a WebSocket server with a line of the Procfile, such as "websocket: php artisan reverb:start --port=6001", and tell its port as the environment property PORT (option-settings: aws:elasticbeanstalk:application:environment:PORT=6001) and its path as websocket-path.',
    };
}

/** Why no proxy files are added to the bundle of some environments, and what helps there. */
/** Undefined where files can be added, if any are needed. */
function explainNoFiles(survey) {
    const { platform, proxy, unreadable } = survey;
    const byFamily = FAMILIES[platform.family]?.(platform);
    if (byFamily)
        return byFamily;
    if (proxy.proxy === 'none')
        return withoutProxy(survey);
    if (proxy.proxy !== 'nginx' && proxy.proxy !== 'apache')
        return notKnown(survey);
    if (platform.generation === 'al1' && !isKnownOnAl1(survey))
        return onAmazonLinux1(survey);
    return unreadable.length > 0 ? unreadableWarning(unreadable) : undefined;
}
const FAMILIES = {
    ecs: () => note('an environment of ECS has no proxy of Beanstalk: the container that has port 80 of the host answers itself', `If that container is a proxy of your own, have it hand the Upgrade header on: ${NGINX_LINES}`),
    windows: () => note('this is Windows, where IIS is the proxy and takes no such files', WINDOWS_REMEDY),
    cluster: () => note('an environment of the Cluster tier runs on EKS and has no proxy of Beanstalk', 'Nothing has to be done where its load balancer leads to the app; a proxy of your own in the cluster has to hand the Upgrade header on.'),
    custom: ({ name }) => note(`the environment runs a custom platform ("${name}"), which may have any proxy in any place`, `If its proxy is nginx, make sure that the location of the WebSocket has these lines: ${NGINX_LINES}`),
    unknown: ({ name }) => note(`the environment's platform ("${name}") is not known`, 'Let the app send a ping more often than every 60 seconds, or set the timeout in a proxy file of your own. To hide this, write: proxy-files: off'),
};
const NGINX_LINES = `${UPGRADE_LINES} proxy_read_timeout 3600s;`;
// AWS's own sample, as one file to paste:
// https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/instance-configuration/websockets/dotnet
const WINDOWS_REMEDY = `Put this into ".ebextensions/websocket.config", which installs the feature by which IIS opens WebSockets:

commands:
  01_install_websockets:
    command: powershell.exe -Command "Install-WindowsFeature -Name Web-WebSockets"
  02_enable_websockets:
    command: '%windir%\\System32\\inetsrv\\appcmd.exe set config "Default Web Site" -section:system.webServer/webSocket /enabled:"True" /commit:apphost'`;
function withoutProxy({ hasComposeFile, chosenBy }) {
    if (hasComposeFile) {
        return note(`${chosenBy}: the composition answers on port 80 itself, and no proxy of Beanstalk is in front of it`, `If one of its services is a proxy, have it hand the Upgrade header on: ${NGINX_LINES}`);
    }
    return note(`${chosenBy ?? 'the platform has none'}: the app answers on port 80 itself, and there is no proxy`, 'Let the app listen on port 80. To have a proxy in front of it, write in option-settings: aws:elasticbeanstalk:environment:proxy:ProxyServer=nginx');
}
function notKnown({ chosenBy, platform }) {
    return note(`the proxy of "${platform.name}" is not known${chosenBy ? ` (${chosenBy})` : ''}`, 'Set ProxyServer to nginx (option-settings: aws:elasticbeanstalk:environment:proxy:ProxyServer=nginx).');
}
/** A folder of the bundle is laid over files that are known, or the recipe of Node.js puts them there. */
function isKnownOnAl1({ platform, proxy }) {
    return (proxy.proxy === 'nginx' && proxy.tree !== undefined && (proxy.overlay !== undefined || platform.family === 'nodejs'));
}
function onAmazonLinux1({ platform, proxy }) {
    const does = {
        yes: 'hands the Upgrade header on',
        no: 'does not hand the Upgrade header on',
        unknown: 'is not known',
    };
    return note(`on Amazon Linux 1, which was retired in July 2022, there are some for Node.js, Go and Java SE only; the proxy of "${platform.name}" ${does[proxy.forwardsUpgrade]}`, `Create an environment on Amazon Linux 2023, or take AWS's own sample: ${proxy.source}`);
}
function note(because, remedy) {
    return { kind: 'note', message: `No proxy files were added, because ${because}.`, remedy };
}

/** What one part of the proxy's plan adds to a bundle, keeps of it, and has to say. */
const NOTHING = { additions: [], kept: [], findings: [] };
function add$1(file) {
    return { ...NOTHING, additions: [file] };
}
function tell$2(finding) {
    return { ...NOTHING, findings: [finding] };
}
function keepOwn(name) {
    return { ...NOTHING, kept: [{ name, reason: 'the bundle has its own file of this name' }] };
}
function joinSlices(slices) {
    return {
        additions: slices.flatMap(slice => slice.additions),
        kept: slices.flatMap(slice => slice.kept),
        findings: slices.flatMap(slice => slice.findings),
    };
}

/** Decides whether a bundle gets a beacon. Pure. */
/** Only inside of Beanstalk's own server, which the file has to be loaded into once. */
function planBeacon(survey, versionLabel) {
    const { proxy, files, serverIncludes } = survey;
    if (proxy.proxy !== 'nginx' || !BEACON_FILE.startsWith(proxy.overlay ?? '-')) {
        return tell$2(withoutBeacon('nginx, which would answer at it, is not the proxy of this environment'));
    }
    if (serverIncludes !== 1) {
        return tell$2(withoutBeacon("the bundle's own nginx.conf does not include conf.d/elasticbeanstalk/*.conf in one server"));
    }
    if (files.has(BEACON_FILE))
        return keepOwn(BEACON_FILE);
    const reason = `at ${beaconPath(versionLabel)} the proxy tells the check what it received`;
    return add$1({ name: BEACON_FILE, text: writeBeaconFile(versionLabel), reason, purpose: 'beacon' });
}
function withoutBeacon(reason) {
    return {
        kind: 'note',
        message: `No beacon was added, because ${reason}.`,
        remedy: 'Everything else works without it; to hide this, remove "beacon: true".',
    };
}

/** Reads httpd's configuration language: its statements, and the tree of directives that they make, with the line of each. */
/**
 * Never throws. The grammar, a line at a time; a backslash at the end of a line joins the next one to it:
 *
 *     file      = { line }
 *     line      = comment | directive | section
 *     comment   = "#" any                          (a whole line: a "#" further on is part of an argument)
 *     directive = name { argument }
 *     section   = "<" name { argument } ">"  { line }  "</" name ">"
 *     argument  = '"' { any but '"', or "\" and '"' or "\" } '"'  |  the same with "'"  |  { any but white space }
 *
 * A name is an argument too: it may have quotes.
 *
 * @see https://httpd.apache.org/docs/2.4/configuring.html#syntax
 */
function parseHttpd(text) {
    const top = [];
    const open = [{ name: '', line: 1, directives: top }];
    for (const { kind, name: written, args, line } of readStatements(text.replace(/^\uFEFF/, ''))) {
        const name = written.toLowerCase();
        if (kind === 'closing') {
            if (open.length === 1 || open.at(-1)?.name !== name)
                return problem(top, line, `a </${name}> too many`);
            open.pop();
        }
        else if (kind === 'opening') {
            if (open.length > DEEPEST_SECTION)
                return problem(top, line, `sections more than ${DEEPEST_SECTION} deep`);
            const section = [];
            open.at(-1)?.directives.push({ name, args, line, section });
            open.push({ name, line, directives: section });
        }
        else {
            open.at(-1)?.directives.push({ name, args, line, section: undefined });
        }
    }
    const last = open.at(-1);
    return open.length > 1 && last ? problem(top, last.line, `a <${last.name}> that is not closed`) : clean(top);
}
/** All directives below `directives`, those inside of sections included. */
function* walkHttpd(directives) {
    for (const directive of directives) {
        yield directive;
        if (directive.section)
            yield* walkHttpd(directive.section);
    }
}
/** In their order, without comments and empty lines. What fits together is not looked at. */
function* readStatements(text) {
    for (const { text: content, line } of joinLines(text)) {
        const { word: first, rest } = takeWord(content);
        if (first.startsWith('</')) {
            yield { kind: 'closing', name: first.slice(2).replace(/>$/, ''), args: [], line, isWhole: first.endsWith('>') };
        }
        else if (first.startsWith('<')) {
            const end = first.endsWith('>') ? 0 : rest.lastIndexOf('>');
            const args = splitWords(rest.slice(0, Math.max(end, 0)));
            yield { kind: 'opening', name: first.slice(1).replace(/>$/, ''), args, line, isWhole: end >= 0 };
        }
        else {
            yield { kind: 'directive', name: first, args: splitWords(rest), line, isWhole: true };
        }
    }
}
const DEEPEST_SECTION = 32;
function clean(directives) {
    return { directives, problem: undefined };
}
function problem(directives, line, text) {
    return { directives, problem: { line, text } };
}
/** Without comments and empty lines; each with the number of its first line. */
function* joinLines(text) {
    const lines = text.split('\n');
    let joined = '';
    let start = 1;
    let isOpen = false;
    for (const [index, raw] of lines.entries()) {
        const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
        if (!isOpen)
            start = index + 1;
        isOpen = line.endsWith('\\') && index + 1 < lines.length;
        joined += isOpen ? line.slice(0, -1) : line;
        if (isOpen)
            continue;
        const content = joined.replace(/^[ \t\r\v\f]+/, '');
        joined = '';
        if (content !== '' && !content.startsWith('#'))
            yield { text: content, line: start };
    }
}
// White space is that of httpd, which knows nothing of Unicode's.
const WORD$1 = /^(?:"((?:\\["\\]|[^"])*)(?:"|$)|'((?:\\['\\]|[^'])*)(?:'|$)|([^ \t\n\r\v\f]+))[ \t\n\r\v\f]*/;
function takeWord(text) {
    const [found = text, double, single, bare] = WORD$1.exec(text) ?? [];
    const word = bare?.replaceAll('\\\\', '\\') ?? unquote(double, '"') ?? unquote(single, "'") ?? '';
    return { word, rest: text.slice(found.length) };
}
function unquote(text, quote) {
    return text?.replaceAll(/\\(.)/gs, (found, next) => (next === quote || next === '\\' ? next : found));
}
function splitWords(text) {
    const words = [];
    let left = text.replace(/^[ \t\n\r\v\f]+/, '');
    while (left !== '') {
        const { word, rest } = takeWord(left);
        words.push(word);
        left = rest;
    }
    return words;
}

/** Finds what a bundle's own files for httpd do with which paths. */
const HTTPD_FOLDER = '.platform/httpd/';
/** `files`: what the bundle has below HTTPD_FOLDER, by name. */
function scanHttpdFiles(files) {
    const main = `${HTTPD_FOLDER}conf/httpd.conf`;
    const own = parseHttpd(files.get(main) ?? '').directives;
    const loaded = [...files].filter(([name]) => isLoaded(name)).map(([file, text]) => ({ file, ...parseHttpd(text) }));
    return {
        mappings: loaded.flatMap(({ file, directives }) => findMappings(file, directives)),
        includesOurs: !files.has(main) || own.some(isIncludeOfOurs),
        unreadable: loaded.filter(({ problem }) => problem !== undefined).map(({ file }) => file),
    };
}
function isLoaded(name) {
    return /^(conf\/httpd|conf\.d\/(elasticbeanstalk\/)?[^/.][^/]*)\.conf$/.test(name.slice(HTTPD_FOLDER.length));
}
function isIncludeOfOurs({ name, args: [pattern = ''] }) {
    return /^include(optional)?$/.test(name) && matchesInclude(pattern, HTTPD_PATH);
}
function findMappings(file, directives) {
    return [...walkHttpd(directives)].flatMap(directive => {
        const { name, args, line, section = [] } = directive;
        if (name === 'location' || name === 'locationmatch') {
            // There the path stands in the section's head, and the directive's first argument is the target.
            const inner = section.filter(each => each.name === 'proxypass');
            const where = readHead(name, args);
            return inner.map(each => ({ ...toMapping(where, each.args), file, line: each.line }));
        }
        const found = readMapping(name, args);
        return found ? [{ ...found, file, line }] : [];
    });
}
/** "<Location /ws>", "<Location ~ /ws>", "<LocationMatch /ws>". */
function readHead(name, [first = '', second = '']) {
    if (name === 'location' && first.startsWith('/'))
        return { path: first };
    return { path: undefined, pattern: first === '~' ? second : first };
}
function readMapping(name, args) {
    const [first = '', second = '', flags = ''] = args;
    if (name === 'proxypass')
        return first.startsWith('/') ? toMapping({ path: first }, args.slice(1)) : undefined;
    if (name === 'proxypassmatch')
        return toMapping({ path: undefined, pattern: first }, args.slice(1));
    if (name === 'alias' || name === 'scriptalias')
        return { path: first, target: undefined, passesUpgrade: false };
    const where = { path: undefined, pattern: first };
    if (name === 'aliasmatch' || name === 'scriptaliasmatch')
        return { ...where, target: undefined, passesUpgrade: false };
    // A rewrite to another server's address, or with the flag that has httpd fetch it.
    const isProxied = name === 'rewriterule' && (/^wss?:/i.test(second) || /[[,](P|proxy)[\],]/i.test(flags));
    return isProxied ? { ...where, target: second, passesUpgrade: /^wss?:/i.test(second) } : undefined;
}
/** `args`: target, then "key=value"; "!" excludes the path. */
function toMapping(where, [target = '', ...options]) {
    if (target === '!')
        return { ...where, target: undefined, passesUpgrade: false };
    const hasOption = options.some(option => /^upgrade=(websocket|any)$/i.test(option));
    return { ...where, target, passesUpgrade: hasOption || /^wss?:/i.test(target) };
}

/** What the plan of httpd's file warns of, in words. */
/** The bundle's own mapping of httpd answers at the path of the WebSocket. */
function upgradeMissingWarning(own, wanted, timeoutSeconds) {
    const { file, line, target } = own;
    return {
        ...{ kind: 'note', file, line },
        message: `"${file}" line ${line} answers at ${wanted}, and hands no WebSocket on: none will open there.`,
        remedy: target
            ? `Add to the end of that line, if it is a ProxyPass: upgrade=websocket timeout=${timeoutSeconds}`
            : 'Take the path of the WebSocket out of it, to have a ProxyPass for it added.',
    };
}
function ownMappingsWarning({ file, line }) {
    return {
        ...{ kind: 'note', file, line },
        message: `No ProxyPass was added that hands WebSockets on for the whole site, because the bundle maps paths of its own ("${file}" line ${line}), which it would take the place of.`,
        remedy: 'Name the path that the app takes WebSockets at, to have one for it alone, such as: websocket-path: /ws',
    };
}
/** For one path, of which the bundle maps a part elsewhere. */
function mappingBelowWarning({ file, line }, path, text) {
    return {
        ...{ kind: 'note', file, line },
        message: `No ProxyPass was added that hands WebSockets on at ${path}, because "${file}" line ${line} is, or may be, about what is below it, which it would take the place of.`,
        remedy: `Add to that file, after that line:\n\n${stripComments(text)}`,
    };
}
function staticFilesWarning(folder, path) {
    const where = path === '/' ? 'for the whole site' : `at ${path}`;
    return {
        kind: 'note',
        message: `No ProxyPass was added that hands WebSockets on ${where}, because the environment maps static files ("${folder}"), which it would take the place of.`,
        remedy: 'Name a path that the app takes WebSockets at, and that no static files are below, to have one for it alone, such as: websocket-path: /ws',
    };
}
function noHttpdFolderWarning(text) {
    const name = '.platform/httpd/conf/httpd.conf';
    return {
        ...{ kind: 'no-effect', file: name },
        message: `No ProxyPass was added that hands WebSockets on, because the bundle's own "${name}" does not include conf.d/*.conf.`,
        remedy: `Add to "${name}":\n\n${stripComments(text)}`,
    };
}

/** The path of a WebSocket as a proxy's file can name it. */
/** Without the query. Undefined for one with characters that mean something else in a proxy's file. */
function toLocationPath(pathAndQuery) {
    const [path = ''] = pathAndQuery.split('?');
    return path.length <= 200 && /^(?:\/[\w~-][\w.~-]*)*\/?$/.test(path) && path !== '' ? path : undefined;
}

/** Decides whether a file is added that makes httpd hand Upgrade to the app. Pure. */
const NAME$1 = HTTPD_FOLDER + HTTPD_PATH;
/** One file, and only where no mapping of the bundle would lose what it answers. */
function planHttpd({ survey, path: wanted, timeoutSeconds }) {
    const { files, httpd, platform } = survey;
    if (files.has(NAME$1))
        return { ...keepOwn(NAME$1), isPassedOn: true };
    const path = toLocationPath(wanted);
    const to = findApp$1(survey);
    const own = path && findOwn$1(httpd.mappings, path, to);
    if (own)
        return keep$1(own, path, timeoutSeconds);
    if (to === undefined)
        return refuse$2(tell$2(withoutServerWarning(platform)));
    if (path === undefined)
        return refuse$2(tell$2(unspeakablePathWarning(wanted)));
    const isForWebSocketsOnly = survey.proxy.target.kind === 'socket';
    const text = writeHttpd({ name: NAME$1, path, to, timeoutSeconds, isForWebSocketsOnly });
    const hindrance = findHindrance$1(survey, path, text);
    if (hindrance)
        return refuse$2(tell$2(hindrance));
    if (!httpd.includesOurs)
        return refuse$2(tell$2(noHttpdFolderWarning(text)));
    const reason = `httpd does not hand the Upgrade header on; this does, ${path === '/' ? 'for every path' : `for ${path}`}, and allows ${timeoutSeconds} seconds of silence`;
    return { ...add$1({ name: NAME$1, text, reason, purpose: 'upgrade' }), isPassedOn: true };
}
/** What ours would take the place of. PHP's file leaves plain requests alone, and static files are nothing else. */
function findHindrance$1({ httpd, staticFiles, proxy }, path, text) {
    const [first] = httpd.mappings;
    if (path === '/' && first)
        return ownMappingsWarning(first);
    const below = httpd.mappings.find(mapping => mayBeBelow(mapping, path));
    if (below)
        return mappingBelowWarning(below, path, text);
    const folder = Object.keys(staticFiles).find(each => covers(path, each));
    return folder !== undefined && proxy.target.kind !== 'socket' ? staticFilesWarning(folder, path) : undefined;
}
// A mapping of the path itself, or of what is around it, was looked at before.
function mayBeBelow({ path: own, pattern }, path) {
    if (own === undefined)
        return reachOf({ modifier: '~', path: pattern ?? '' }, path) !== 'never';
    return covers(path, own) && !covers(own, path);
}
/** As the platform's own ProxyPass names it. Of PHP it is another server, whose port somebody has to tell. */
function findApp$1({ proxy: { target }, port }) {
    const number = toPort$1(target) ?? port;
    return number === undefined ? undefined : `http://localhost:${number}`;
}
function toPort$1(target) {
    return target.kind === 'loopback' ? target.port : undefined;
}
// A pattern may be about any path: it counts where it hands WebSockets on.
function findOwn$1(mappings, path, to) {
    const covering = mappings.filter(mapping => mapping.path !== undefined && covers(mapping.path, path));
    const [chosen] = covering.toSorted((a, b) => (b.path?.length ?? 0) - (a.path?.length ?? 0));
    const pattern = mappings.find(mapping => mapping.path === undefined && mapping.passesUpgrade);
    if (pattern && !chosen?.passesUpgrade)
        return pattern;
    const isBeside = chosen?.path === '/' && path !== '/' && isSameApp(chosen.target, to);
    return isBeside && !chosen.passesUpgrade ? undefined : chosen;
}
// httpd compares whole parts of a path: "/ws" is not "/wsfoo".
function covers(prefix, path) {
    const bare = prefix.replace(/\/$/, '');
    return path === prefix || path === bare || path.startsWith(`${bare}/`);
}
function isSameApp(target = '', to = '') {
    return target.replace('//127.0.0.1:', '//localhost:').replace(/\/$/, '') === to;
}
function keep$1(own, path, timeoutSeconds) {
    const does = own.passesUpgrade ? 'hands WebSockets on' : `answers at ${own.path}, and hands no WebSocket on`;
    const kept = [{ name: own.file, reason: `line ${own.line} ${does}` }];
    const findings = own.passesUpgrade ? [] : [upgradeMissingWarning(own, path, timeoutSeconds)];
    return { ...NOTHING, kept, findings, isPassedOn: own.passesUpgrade };
}
function refuse$2(slice) {
    return { ...slice, isPassedOn: false };
}

/** What a location of nginx does with the requests that it answers, as it reads. */
/**
 * `around`: the blocks around it and its own, the innermost last. Headers are taken from further out only where no block
 * in between sets any.
 *
 * @see https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header
 */
function readPassing(around) {
    const block = around.at(-1) ?? [];
    const pass = block.find(({ name }) => name === 'proxy_pass');
    if (!pass)
        return { upgrade: 'unknown' };
    const { args, file, line } = pass;
    return { upgrade: judgeUpgrade(around), proxyPass: { to: args[0] ?? '', file, line } };
}
function judgeUpgrade(around) {
    const rewrites = [...walk(around.at(-1) ?? [])].some(({ name }) => name === 'rewrite');
    if (rewrites)
        return 'unknown';
    const headers = findInnermost(around, 'proxy_set_header');
    if (!readHeader(headers, 'upgrade') || !/\$|upgrade/i.test(readHeader(headers, 'connection')))
        return 'drops';
    const version = findInnermost(around, 'proxy_http_version').at(-1)?.args[0];
    return version === '1.1' ? 'forwards' : 'unknown';
}
function findInnermost(around, name) {
    const found = around.map(block => block.filter(directive => directive.name === name));
    return found.findLast(directives => directives.length > 0) ?? [];
}
function readHeader(headers, wanted) {
    return headers.find(({ args: [name = ''] }) => name.toLowerCase() === wanted)?.args[1] ?? '';
}

/** Finds the locations of nginx that matter to a WebSocket. */
/** `names`: the files of the bundle, of those of the platform that decide. */
function findOverrides({ http }, names) {
    const roots = findAllLocations(http).filter(({ modifier, path }) => path === '/' && /^(\^~)?$/.test(modifier));
    return names.map(name => {
        const own = roots.filter(root => root.file === name);
        const rootLocation = own.length === 0 ? 'absent' : own.some(root => root.setsUpgrade) ? 'forwards' : 'drops';
        return { name, rootLocation };
    });
}
/** Those that set the header themselves: nginx takes nothing from outside as soon as a location sets any header. */
function findUpgradeLocations({ http }) {
    return findAllLocations(http)
        .filter(location => location.isOwn && location.setsUpgrade)
        .map(({ modifier, path, file, line }) => ({ modifier, path, file, line }));
}
/** As nginx chooses among them: those inside of another location are in its `inner`. `http`: what is around the servers. */
function findServerLocations(servers, http = []) {
    return servers.flatMap(({ block = [] }) => toLocations([http, block]));
}
function findAllLocations(http) {
    return flattenLocations(findServerLocations(http.filter(({ name }) => name === 'server')));
}
/** With those inside of others. */
function flattenLocations(locations) {
    return locations.flatMap(location => [location, ...flattenLocations(location.inner)]);
}
/** `around`: the blocks that they are in, the innermost last. */
function toLocations(around) {
    return (around.at(-1) ?? [])
        .filter(({ name, args }) => name === 'location' && args.length > 0)
        .map(directive => {
        const { file, line, isOwn, block = [] } = directive;
        return {
            ...{ ...parseLocation(directive.args), file, line, isOwn, setsUpgrade: opensWebSockets(directive) },
            proxyPass: block.find(({ name }) => name === 'proxy_pass')?.args[0],
            passing: readPassing([...around, block]),
            handsOn: block.some(({ name }) => name.endsWith('_pass')),
            guard: block.find(({ name }) => GUARD.test(name))?.name,
            inner: toLocations([...around, block]),
        };
    });
}
/** Of nginx's own modules, and of those that people add. */
const GUARD = /^(auth_.+|limit_.+|secure_link.*|access_by_.+|js_access|allow|deny|satisfy|internal|return|rewrite|if)$/;
/** "location = /ws", "location =/ws", "location @app". */
function parseLocation(args) {
    const [, modifier = '', path = ''] = /^(=|\^~|~\*|~|)(.*)$/s.exec(args.join('')) ?? [];
    if (path.startsWith('@'))
        return { modifier: '@', path };
    return { modifier: modifier, path };
}
/** Whether a location hands the client's Upgrade header to the app; without the Connection header that goes with it, in vain. */
function setsUpgrade({ block = [] }) {
    return block.some(({ name, args: [header = '', value = ''] }) => {
        return name === 'proxy_set_header' && header.toLowerCase() === 'upgrade' && value !== '';
    });
}
// nginx sends "Connection: close" where a location says nothing of it, and none for "".
function opensWebSockets(location) {
    const connections = (location.block ?? []).filter(({ name, args }) => {
        return name === 'proxy_set_header' && args[0]?.toLowerCase() === 'connection';
    });
    return setsUpgrade(location) && connections.some(({ args: [, value = ''] }) => /\$|upgrade/i.test(value));
}

/** Why no location is added that would take WebSockets past what the bundle has decided, in words. */
/** The location that answers at the path decides who gets an answer. */
function guardedWarning(own, wanted) {
    const why = `the location ${own.path} that answers at ${wanted.path} has "${own.guard}", which a WebSocket would pass by`;
    return describe$1(own, why, wanted);
}
/** One for what is below the path. */
function belowWarning(own, wanted) {
    return describe$1(own, `a location ${own.path} is for what is below ${wanted.path}, which a WebSocket would pass by`, wanted);
}
/** A regular expression, which is not tried out. */
function patternWarning(own, wanted) {
    const why = `a location ${own.modifier} ${own.path} may be for ${wanted.path}, or for what is below it, and a WebSocket would pass it by`;
    return describe$1(own, why, wanted);
}
function lateRewriteWarning(own, wanted) {
    return describe$1(own, `"${own.text}" comes after what would be added, and a WebSocket would pass it by`, wanted);
}
function unreadServerIncludeWarning(own, wanted) {
    return describe$1(own, `nobody can tell from the bundle what "${own.text}" loads`, wanted);
}
function describe$1({ file, line }, why, wanted) {
    return {
        ...{ kind: 'note', file, line },
        message: `No location was added that hands Upgrade on, because in "${file}" line ${line} ${why}.`,
        remedy: `Add to a file in "${NGINX_FOLDER}conf.d/elasticbeanstalk/", together with what is to decide there who gets in:\n\n${writePlainLocation(wanted)}`,
    };
}

/** Decides whether a location is added that makes an nginx that drops Upgrade hand it to the app. Pure. */
const NAME = NGINX_FOLDER + LOCATION_PATH;
/** One file, and only where no location of the bundle would lose what it answers. */
function planLocation({ survey, path: wanted }) {
    if (survey.files.has(NAME))
        return { ...keepOwn(NAME), isPassedOn: true };
    const path = toLocationPath(wanted);
    const to = findApp(survey);
    const own = path && findOwn(survey, path, to);
    if (own)
        return keep(own, path);
    if (to === undefined)
        return refuse$1(tell$2(withoutServerWarning(survey.platform)));
    if (path === undefined)
        return refuse$1(tell$2(unspeakablePathWarning(wanted)));
    const text = writeLocation({ name: NAME, path, to, leavesFileNames: hasFileNamePatterns(survey, path) });
    const hindrance = findHindrance(survey, { path, to }, text);
    if (hindrance)
        return refuse$1(hindrance);
    const where = path === '/' ? 'for every path' : `for ${path}`;
    const reason = `this platform's nginx does not hand the Upgrade header on; this does, ${where}, and leaves plain requests alone`;
    return { ...add$1({ name: NAME, text, reason, purpose: 'upgrade' }), isPassedOn: true };
}
/** Puma's socket has a name among nginx's upstreams. Of PHP it is another server, whose port somebody has to tell. */
function findApp({ proxy: { target }, port }) {
    if (target.kind === 'socket' && target.protocol === 'http')
        return `http://${target.upstream}`;
    return port === undefined ? undefined : `http://127.0.0.1:${port}`;
}
// What a location / answers with files, or hands to the same app, is no hindrance: only the Upgrade goes elsewhere.
function findOwn({ locations }, path, to) {
    const { prefix, patterns } = chooseLocation(locations, path);
    const chosen = patterns.find(({ isOwn, setsUpgrade }) => isOwn && setsUpgrade) ?? prefix;
    if (!chosen?.isOwn)
        return undefined;
    const isBeside = chosen.path === '/' && (chosen.proxyPass === undefined || chosen.proxyPass === to);
    return isBeside && !chosen.setsUpgrade ? undefined : chosen;
}
function keep(own, path) {
    const does = own.setsUpgrade ? 'hands Upgrade on' : 'does not hand Upgrade on';
    const kept = [{ name: own.file, reason: `line ${own.line} has a location ${own.path} that ${does}` }];
    const findings = own.setsUpgrade ? [] : [droppedAtPathWarning(own, path)];
    return { ...NOTHING, kept, findings, isPassedOn: own.setsUpgrade };
}
function findHindrance(survey, wanted, text) {
    const { locations, serverIncludes, upstreams, proxy } = survey;
    const own = locations.find(({ isOwn }) => isOwn);
    if (wanted.path === '/' && own)
        return tell$2(ownLocationsWarning(own));
    const passedBy = findPassedBy(survey, wanted);
    if (passedBy)
        return tell$2(passedBy);
    if (serverIncludes !== 1)
        return tell$2(noServerFolderWarning(serverIncludes, text));
    const { target } = proxy;
    const isUnknown = target.kind === 'socket' && target.protocol === 'http' && !upstreams.includes(target.upstream);
    return isUnknown ? tell$2(unknownUpstreamWarning(target.upstream)) : undefined;
}
/** What of the bundle decides about requests at the path, or below it, and would not be asked about a WebSocket. */
function findPassedBy(survey, wanted) {
    const { locations, lateRewrites, unreadIncludes } = survey;
    const [unread] = unreadIncludes.server;
    if (unread)
        return unreadServerIncludeWarning(unread, wanted);
    const [late] = lateRewrites;
    if (late)
        return lateRewriteWarning(late, wanted);
    const { prefix, patterns } = chooseLocation(locations, wanted.path);
    if (prefix?.isOwn && prefix.guard)
        return guardedWarning(prefix, wanted);
    const pattern = patterns.find(each => each.isOwn && reachOf(each, wanted.path) === 'perhaps');
    if (pattern)
        return patternWarning(pattern, wanted);
    const below = flattenLocations(locations).find(each => each.isOwn && isBelow$2(each, wanted.path));
    return below && belowWarning(below, wanted);
}
function isBelow$2({ modifier, path: own }, path) {
    return /^(=|\^~|)$/.test(modifier) && own !== path && own.startsWith(path.endsWith('/') ? path : `${path}/`);
}
function hasFileNamePatterns({ locations }, path) {
    return chooseLocation(locations, path).patterns.some(each => each.isOwn && reachOf(each, path) === 'file-names');
}
function refuse$1(slice) {
    return { ...joinSlices([slice]), isPassedOn: false };
}

/** Decides whether the bundle is to say which proxy its files are for. Pure. */
/** Only where the platform has the option: an unknown one ends the deployment. */
function planPin({ platform, proxy: { proxy }, settings, ebextensions }) {
    if (ebextensions.includes(PIN_FILE))
        return keepOwn(PIN_FILE);
    const own = settings.filter(({ option }) => option === 'ProxyServer');
    if (own.length > 0) {
        const kept = own.map(({ file, line, value }) => ({ name: file, reason: `line ${line} sets ProxyServer ${value}` }));
        return { ...NOTHING, kept };
    }
    if ((proxy !== 'nginx' && proxy !== 'apache') || !takesProxyServer(platform))
        return NOTHING;
    const program = proxy === 'nginx' ? 'nginx' : 'httpd';
    const folder = proxy === 'nginx' ? '.platform/nginx' : '.platform/httpd';
    const reason = `files in ${folder} are for ${program}, and this keeps ${program} the proxy`;
    return add$1({ name: PIN_FILE, text: writePin(proxy), reason, purpose: 'pin' });
}

/** The text of the recipe for Node.js on Amazon Linux 1, whose nginx reads no folder of the bundle. */
/**
 * A server in the place of Beanstalk's own on 8080, where iptables sends port 80. Beanstalk writes its own again with
 * every deployment and every change of the configuration, so it is removed at both times. The map keeps a plain request
 * what it was: its Connection header stays empty.
 *
 * @see https://github.com/awsdocs/elastic-beanstalk-samples/tree/main/configuration-files/aws-provided/instance-configuration/websockets/nodejs
 */
function writeRecipe({ appPort, timeoutSeconds }) {
    return `# Added to this source bundle by the GitHub Action "Beanstalk WebSockets".
# Why: the nginx of Node.js on Amazon Linux 1 does not hand the Upgrade header on, so that no WebSocket opens. This puts a
# server in the place of its own that does, and that waits ${timeoutSeconds} seconds when nothing is said. Later
# platforms do not need this, and get other files.
# To take over, put your own file at ${PIN_FILE}, or write a file below /etc/nginx/conf.d in any other:
# this is then not added.
files:
  /etc/nginx/conf.d/01_websockets.conf:
    mode: "000644"
    owner: root
    group: root
    content: |
      upstream websocket_app {
          server 127.0.0.1:${appPort};
          keepalive 256;
      }
      map $http_upgrade $websocket_connection {
          default upgrade;
          ''      '';
      }
      server {
          listen 8080;
          location / {
              proxy_pass          http://websocket_app;
              proxy_http_version  1.1;
              proxy_set_header    Upgrade             $http_upgrade;
              proxy_set_header    Connection          $websocket_connection;
              proxy_set_header    Host                $host;
              proxy_set_header    X-Real-IP           $remote_addr;
              proxy_set_header    X-Forwarded-For     $proxy_add_x_forwarded_for;
              proxy_read_timeout  ${timeoutSeconds}s;
              proxy_send_timeout  ${timeoutSeconds}s;
          }
          gzip on;
          gzip_comp_level 4;
          gzip_types text/plain text/css application/json application/x-javascript text/xml application/xml application/xml+rss text/javascript;
      }
  /opt/elasticbeanstalk/hooks/configdeploy/post/99_websockets.sh:
    mode: "000755"
    owner: root
    group: root
    content: |
      #!/bin/sh
      rm -f /etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf
      service nginx stop
      service nginx start
container_commands:
  zz_websockets:
    command: rm -f '/tmp/deployment/config/#etc#nginx#conf.d#00_elastic_beanstalk_proxy.conf' /etc/nginx/conf.d/00_elastic_beanstalk_proxy.conf
`;
}

/** Decides whether a Node.js environment of Amazon Linux 1 gets the recipe of its time. Pure. */
/** What nginx would read there. */
const NGINX_TARGET = /^\/etc\/nginx\/(nginx\.conf|conf\.d\/[^/]+\.conf)$/;
/** Never on a later platform: there it has no effect, or takes the app's own port. */
function planRecipe({ survey, timeoutSeconds }) {
    const { proxy, ebextensions, writtenFiles } = survey;
    if (ebextensions.includes(PIN_FILE))
        return keepOwn(PIN_FILE);
    const own = writtenFiles.find(({ target }) => NGINX_TARGET.test(target));
    if (own) {
        const kept = [
            { name: own.file, reason: `line ${own.line} writes "${own.target}", which is a proxy file of its own` },
        ];
        return { ...NOTHING, kept };
    }
    const [folder] = Object.keys(survey.staticFiles);
    if (folder !== undefined)
        return tell$2(staticFilesOfRecipeWarning(folder));
    const appPort = proxy.target.kind === 'loopback' ? proxy.target.port : 8081;
    const reason = `nginx on Amazon Linux 1 does not hand the Upgrade header on; this does, and allows ${timeoutSeconds} seconds of silence`;
    return add$1({ name: PIN_FILE, text: writeRecipe({ appPort, timeoutSeconds }), reason, purpose: 'upgrade' });
}
// The server of the recipe takes the place of Beanstalk's own, which has the locations of the static files.
function staticFilesOfRecipeWarning(path) {
    return {
        kind: 'note',
        message: `No recipe was added that hands Upgrade on, because the environment maps static files ("${path}"), which the app would get the requests for.`,
        remedy: 'Create an environment on Amazon Linux 2023, whose nginx hands Upgrade on. Or remove the mapping, and let the app send those files.',
    };
}

/** Finds how long nginx would wait on a silent WebSocket: the timeouts in what it loads. */
const TIMEOUT_DIRECTIVES = ['proxy_read_timeout', 'proxy_send_timeout'];
/**
 * Of all levels: nginx takes the innermost, and refuses two at one level ("directive is duplicate"). Of locations only
 * those that hand Upgrade on: others carry no WebSocket.
 */
function findTimeouts({ http }) {
    const servers = http.filter(({ name }) => name === 'server').flatMap(({ block = [] }) => block);
    const locations = [...walk(servers)].filter(({ name }) => name === 'location').filter(setsUpgrade);
    return [
        ...toTimeouts(http, 'http'),
        ...toTimeouts(servers, 'server'),
        ...toTimeouts(locations.flatMap(({ block = [] }) => block), 'location'),
    ];
}
function toTimeouts(directives, level) {
    return directives.flatMap(({ name, args, file, line }) => {
        const directive = TIMEOUT_DIRECTIVES.find(directive => directive === name);
        const value = args.join(' ');
        return directive ? [{ directive, value, seconds: parseSeconds(value), level, file, line }] : [];
    });
}
const SECONDS = {
    ms: 0.001,
    s: 1,
    m: 60,
    h: 3600,
    d: 86_400,
    w: 604_800,
    M: 2_592_000,
    y: 31_536_000,
};
/** "90", "90s", "1h 30m": https://nginx.org/en/docs/syntax.html. Undefined for anything else. */
function parseSeconds(value) {
    if (!/^\d{1,12}((ms|[smhdwMy])( ?\d{1,12}(ms|[smhdwMy])){0,7}( ?\d{1,12})?)?$/.test(value))
        return undefined;
    const parts = value.matchAll(/(\d+)(ms|[smhdwMy])?/g);
    return [...parts].reduce((sum, [, count, unit = 's']) => sum + Number(count) * (SECONDS[unit] ?? 0), 0);
}

/** Tells which timeouts nginx will have at its http level. Pure. */
/** Those of which nginx would load no copy at the http level. */
function findMissingTimeouts(timeouts) {
    return TIMEOUT_DIRECTIVES.filter(directive => !timeouts.some(found => isAtHttp(found, directive)));
}
/** `added`: the files of the plan; what one of them sets was missing. */
function planTimeouts(known, added) {
    return TIMEOUT_DIRECTIVES.map(directive => {
        const own = known.timeouts.find(found => isAtHttp(found, directive));
        if (known.proxy !== 'nginx')
            return { directive, seconds: undefined, from: 'unknown' };
        if (added.some(({ text }) => new RegExp(`^\\s*${directive} `, 'm').test(text))) {
            return { directive, seconds: known.timeoutSeconds, from: 'added' };
        }
        if (own)
            return { directive, seconds: own.seconds, from: 'bundle' };
        return { directive, seconds: NGINX_DEFAULT_SECONDS, from: 'default' };
    });
}
/** https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout; no file of the platform sets it. */
const NGINX_DEFAULT_SECONDS = 60;
function isAtHttp(found, directive) {
    return found.level === 'http' && found.directive === directive;
}

/** Decides which timeouts are added at nginx's http level, and tells of the bundle's own. Pure. */
/**
 * A timeout is added where it can meet no other level's, and only where nginx would load no copy of it there: two would
 * end the deployment.
 */
function planTimeoutsFile(facts) {
    const { survey, timeoutSeconds } = facts;
    return joinSlices([
        planFile(facts, `${survey.proxy.overlay}${TIMEOUTS_PATH}`),
        findKept(survey),
        { ...NOTHING, findings: [...findLow(survey.timeouts, timeoutSeconds), ...findDroppedUpgrade(survey)] },
    ]);
}
function planFile({ survey, timeoutSeconds }, name) {
    const { files, httpIncludes, unreadIncludes } = survey;
    const directives = findMissingTimeouts(survey.timeouts);
    const [unread] = unreadIncludes.http;
    if (unread && directives.length > 0 && !files.has(name))
        return tell$2(unreadIncludeWarning(unread, directives, timeoutSeconds));
    const isOutOfReach = directives.length > 0 && httpIncludes !== 1;
    const warning = isOutOfReach
        ? tell$2(notIncludedWarning({ folder: `${survey.proxy.overlay}`, directives, timeoutSeconds, httpIncludes }))
        : NOTHING;
    if (files.has(name))
        return joinSlices([keepOwn(name), warning]);
    if (directives.length === 0 || isOutOfReach)
        return warning;
    const reason = `nginx closes a WebSocket after 60 seconds of silence; this allows ${timeoutSeconds} seconds`;
    return add$1({ name, text: writeTimeouts(name, directives, timeoutSeconds), reason, purpose: 'timeouts' });
}
function findKept({ overrides, timeouts, proxy }) {
    const ours = `${proxy.overlay}${TIMEOUTS_PATH}`;
    const own = timeouts.filter(({ level, file }) => level === 'http' && file !== ours);
    return {
        ...NOTHING,
        kept: [
            ...overrides.map(({ name }) => ({ name, reason: "it takes the place of the platform's own" })),
            ...own.map(({ file, line, directive, value }) => {
                return { name: file, reason: `line ${line} sets ${directive} ${value}` };
            }),
        ],
    };
}
function findLow(timeouts, timeoutSeconds) {
    return timeouts.flatMap(found => {
        return (found.seconds ?? timeoutSeconds) < timeoutSeconds ? [lowTimeoutWarning(found, timeoutSeconds)] : [];
    });
}
// Where the platform's own location drops it as well, the plan of the location has looked.
function findDroppedUpgrade({ overrides, upgradeLocations, proxy }) {
    if (upgradeLocations.length > 0 || proxy.forwardsUpgrade !== 'yes')
        return [];
    return overrides.filter(({ rootLocation }) => rootLocation === 'drops').map(({ name }) => droppedUpgradeWarning(name));
}

/** Decides which proxy files are added to a source bundle. Pure. */
/**
 * Adds at most four files and never replaces one: what lets a WebSocket stay open, what lets it open where the proxy
 * would not, what makes the others have an effect, and a beacon where one is wanted.
 */
function planProxyFiles(facts) {
    const { survey, timeoutSeconds } = facts;
    const obstacle = explainNoFiles(survey);
    const isHindered = facts.mode === 'off' || obstacle !== undefined;
    const planned = joinSlices([isHindered ? NOTHING : planByProxy(facts), planWantedBeacon(facts, isHindered)]);
    const said = facts.mode === 'off' || !obstacle ? [] : [obstacle];
    const known = { proxy: survey.proxy.proxy, timeouts: survey.timeouts, timeoutSeconds };
    return {
        ...planned,
        findings: [...said, ...planned.findings, ...judgedByLaterRules(survey)],
        timeouts: planTimeouts(known, planned.additions),
        ...describeBeacon(planned, facts),
    };
}
function planByProxy(facts) {
    const { platform, proxy, upgradeLocations } = facts.survey;
    if (proxy.proxy === 'nginx' && platform.generation === 'al1' && proxy.overlay === undefined)
        return planRecipe(facts);
    const upgrade = proxy.proxy === 'apache' ? planHttpd(facts) : planUpgrade(facts);
    // What keeps a WebSocket open is of no use where none opens.
    if (!upgrade.isPassedOn && upgradeLocations.length === 0)
        return upgrade;
    const files = joinSlices([...(proxy.proxy === 'nginx' ? [planTimeoutsFile(facts)] : []), upgrade]);
    return joinSlices([files, planPin(facts.survey)]);
}
function planWantedBeacon({ survey, mode, beaconOf }, isHindered) {
    if (beaconOf === undefined)
        return NOTHING;
    if (!isHindered)
        return planBeacon(survey, beaconOf);
    return tell$2(withoutBeacon(mode === 'off' ? '"proxy-files: off" was given' : 'no proxy files can be added here'));
}
function describeBeacon({ additions }, { beaconOf: versionLabel }) {
    const isAdded = versionLabel !== undefined && additions.some(({ purpose }) => purpose === 'beacon');
    return isAdded ? { beacon: { path: beaconPath(versionLabel), versionLabel } } : {};
}
function planUpgrade(facts) {
    return facts.survey.proxy.forwardsUpgrade === 'yes' ? { ...NOTHING, isPassedOn: true } : planLocation(facts);
}
// Amazon Linux 1 read other folders, and ran what is of no effect today.
function judgedByLaterRules({ platform, findings }) {
    return platform.generation === 'al1' ? [] : findings;
}

/** Reads one `.ebextensions/*.config` as YAML, with the lines of what is in it. */
/** Why it cannot be read, as a string; never throws. */
function readEbextension(file, text) {
    const lines = new distExports.LineCounter();
    try {
        const options = { lineCounter: lines, logLevel: 'silent', prettyErrors: false, uniqueKeys: false };
        const document = distExports.parseDocument(text, options);
        const { contents, errors } = document;
        const error = errors[0];
        if (error)
            return `line ${lines.linePos(error.pos[0]).line}: ${error.message.split('\n')[0]}`;
        if (contents !== null && !distExports.isMap(contents))
            return 'it is not a map of keys';
        const toLine = (node) => lines.linePos(offsetOf(node)).line;
        return { file, root: contents ?? undefined, lostKeys: dropLostKeys(document, toLine), toLine };
    }
    catch (error) {
        // The parser recurses: a file that is nested deeply enough ends its stack.
        return error instanceof Error ? error.message : String(error);
    }
}
/** Leaves the last of each key in every map. */
function dropLostKeys(document, toLine) {
    const lost = [];
    distExports.visit(document, {
        Map(_, map) {
            const last = new Map(map.items.map(pair => [toIdentity(pair), pair]));
            for (const pair of map.items) {
                const winner = last.get(toIdentity(pair));
                if (!winner || winner === pair)
                    continue;
                lost.push({ key: textOf(pair.key), line: toLine(pair.key), lastLine: toLine(winner.key) });
            }
            map.items = map.items.filter(pair => last.get(toIdentity(pair)) === pair);
        },
    });
    return lost;
}
// The number 1 and the text "1" are two keys.
function toIdentity({ key }) {
    return distExports.isScalar(key) ? key.value : key;
}
/** The node under `key`, not its value; undefined when `map` is no map. */
function nodeAt(map, key) {
    return distExports.isMap(map) ? map.get(key, true) : undefined;
}
/** The text of a scalar, whatever YAML takes it for (8081, true); '' for anything else. */
function textOf(node) {
    return distExports.isScalar(node) ? (node.source ?? String(node.value ?? '')) : '';
}
function offsetOf(node) {
    return distExports.isScalar(node) || distExports.isMap(node) || distExports.isSeq(node) ? (node.range?.[0] ?? 0) : 0;
}

/** The commands that `.ebextensions` run on an instance during a deployment. */
/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/customize-containers-ec2.html */
function listCommands({ file, root, toLine }) {
    return ['commands', 'container_commands'].flatMap(section => {
        const commands = nodeAt(root, section);
        if (!distExports.isMap(commands))
            return [];
        return commands.items.map(({ value }) => {
            const node = nodeAt(value, 'command');
            const text = distExports.isSeq(node) ? node.items.map(textOf).join(' ') : distExports.isScalar(node) ? String(node.value ?? '') : '';
            const ignoring = nodeAt(value, 'ignoreErrors');
            const isIgnored = ignoring !== undefined && textOf(ignoring) !== 'false';
            return { file, line: toLine(node), text, isRequired: !isIgnored && nodeAt(value, 'test') === undefined };
        });
    });
}

/** Finds what in a bundle may still change its proxy files on the instance, before they are tested there. */
const BEFORE_THE_TEST = /^(\.platform\/hooks\/(prebuild|predeploy)\/.+|Buildfile)$/;
const PROXY_FOLDER = /\.platform\/(nginx|httpd)|\/var\/proxy\/staging|\/etc\/(nginx|httpd)/;
/**
 * The first one, as the beginning of a sentence; undefined where there is none.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.workflow.html
 */
function findCompleter({ strays, extensions }) {
    const script = [...strays].find(([name, text]) => BEFORE_THE_TEST.test(name) && PROXY_FOLDER.test(text))?.[0];
    if (script !== undefined)
        return script === 'Buildfile' ? 'The Buildfile' : `The hook "${script}"`;
    const command = extensions.flatMap(listCommands).find(({ text }) => PROXY_FOLDER.test(text));
    return command && `The command in "${command.file}" line ${command.line}`;
}
/** Completes a message. */
function tellCompleter(completer) {
    return `${completer} names the proxy's files: if it changes this one, what becomes of it is decided on the instance.`;
}

/** Finds the port on which a container of the Docker platform listens. */
const LONGEST_FILE_BYTES$2 = 256 * 1024;
/**
 * The first `Ports[].ContainerPort` of Dockerrun.aws.json, else the first port that the Dockerfile exposes.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html
 */
async function findContainerPort(bundle) {
    const named = readDockerrun((await bundle.readText('Dockerrun.aws.json', LONGEST_FILE_BYTES$2)) ?? '');
    return named ?? readDockerfile((await bundle.readText('Dockerfile', LONGEST_FILE_BYTES$2)) ?? '');
}
function readDockerrun(text) {
    const ports = readProperty(parseJson(text), 'Ports');
    return parsePort(String(readProperty(Array.isArray(ports) ? ports[0] : undefined, 'ContainerPort') ?? ''));
}
// "EXPOSE 8000", "expose 8000/tcp 9000"; a variable of the build is no number yet.
function readDockerfile(text) {
    return parsePort(/^[ \t]*EXPOSE[ \t]+(\d{1,5})(?:\/tcp)?(?=[\s]|$)/im.exec(text)?.[1] ?? '');
}

/** Finds the paths that the platform's proxy answers with files of the bundle, because somebody mapped them. */
const NAMESPACE = 'aws:elasticbeanstalk:environment:proxy:staticfiles';
/** Of Node.js on Amazon Linux 1; of no effect later. */
const NAMESPACE_OF_AL1 = 'aws:elasticbeanstalk:container:nodejs:staticfiles';
/**
 * What is set with the update wins over the environment's own, and that over the bundle's. Only paths and folders as
 * they can stand in a proxy's file.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environment-cfg-staticfiles.html
 */
function findStaticFiles({ platform, staticFiles = {}, optionSettings = [] }, extensions) {
    const namespace = platform.generation === 'al1' ? NAMESPACE_OF_AL1 : NAMESPACE;
    const ofInput = optionSettings.filter(setting => setting.namespace === namespace);
    const entries = [
        ...extensions.flatMap(extension => readMappings(extension, namespace)),
        ...Object.entries(staticFiles),
        ...ofInput.map(({ optionName, value }) => [optionName, value]),
    ];
    return Object.fromEntries(entries.filter(([path, folder]) => /^\/[\w./-]+$/.test(path) && /^[\w./-]+$/.test(folder)));
}
function readMappings({ root }, namespace) {
    const settings = nodeAt(root, 'option_settings');
    if (distExports.isSeq(settings)) {
        const items = settings.items.filter(item => textOf(nodeAt(item, 'namespace')) === namespace);
        return items.map(item => [textOf(nodeAt(item, 'option_name')), textOf(nodeAt(item, 'value'))]);
    }
    const mapped = nodeAt(settings, namespace);
    return distExports.isMap(mapped) ? mapped.items.map(({ key, value }) => [textOf(key), textOf(value)]) : [];
}

/** Finds out what the proxy of a deployment will be: the platform's, with the settings' and the bundle's say in it. */
/** `ebextensions`: in the order in which Beanstalk reads them: the last one counts. */
async function findProxy(bundle, deployment, { settings, extensions }) {
    const { platform, proxyServer } = deployment;
    const hasComposeFile = platform.family === 'docker' && bundle.names.includes('docker-compose.yml');
    const containerPort = platform.family === 'docker' ? await findContainerPort(bundle) : undefined;
    const [server, port] = [chooseServer(deployment, settings), choosePort(deployment, settings)];
    const facts = { proxyServer: server?.value ?? proxyServer, port, hasComposeFile, containerPort };
    return {
        proxy: describeProxy$1(platform, facts),
        chosenBy: hasComposeFile ? 'the bundle has a docker-compose.yml' : server?.because,
        port: parsePort(port),
        hasComposeFile,
        staticFiles: findStaticFiles(deployment, extensions),
    };
}
/** The files that the platform generates for this proxy: path relative to the proxy's folder -> text; none where they are not known. */
function listPlatformFiles({ tree, target }, staticFiles = {}) {
    if (!tree)
        return new Map();
    const hasPort = target.kind === 'loopback' || target.kind === 'container';
    return defaultProxyTree(tree, { appPort: (hasPort ? target.port : undefined) ?? 80, staticFiles });
}
/** Those of them that a bundle decides with about the Upgrade when it has its own. */
function listDecidingFiles({ tree }) {
    const deciding = tree ? proxyTreeEvidence(tree).filter(({ decides }) => decides) : [];
    return [...new Set(['nginx.conf', ...deciding.map(({ path }) => path)])];
}
// The API names nginx also where nobody chose it, so the bundle's own choice counts before that. Any other value of the
// environment wins over the bundle's, as on the service: DG/command-options.html.
function chooseServer({ proxyServer, optionSettings = [] }, settings) {
    const input = findOption(optionSettings, 'aws:elasticbeanstalk:environment:proxy', 'ProxyServer');
    if (input !== undefined)
        return toChoice(input, `option-settings sets ProxyServer to "${input}"`);
    const chosen = proxyServer === 'nginx' ? undefined : proxyServer;
    if (chosen)
        return toChoice(chosen, `the environment has "${chosen}" as ProxyServer`);
    const own = settings.findLast(({ option }) => option === 'ProxyServer');
    return own && toChoice(own.value, `"${own.file}" line ${own.line} sets ProxyServer to "${own.value}"`);
}
function toChoice(value, because) {
    return { value, because };
}
function choosePort({ port, optionSettings = [] }, settings) {
    const input = findOption(optionSettings, ENVIRONMENT_PROPERTIES, 'PORT');
    return input ?? port ?? settings.findLast(({ option }) => option === 'PORT')?.value;
}
function findOption(settings, namespace, optionName) {
    return settings.findLast(setting => setting.namespace === namespace && setting.optionName === optionName)?.value;
}

/** Finds the files that an `.ebextensions/*.config` writes past `.platform`: the recipe of the years before 2020. */
function listWrittenFiles({ file, root, toLine }) {
    const files = nodeAt(root, 'files');
    if (!distExports.isMap(files))
        return [];
    return files.items.map(({ key, value }) => {
        const content = nodeAt(value, 'content');
        return { target: textOf(key), content: textOf(content), file, line: toLine(key), contentLine: toLine(content) };
    });
}
/** At the top of files that go to /etc/nginx/conf.d: Beanstalk may or may not leave them there. */
function findWrittenTimeouts(extension) {
    return listWrittenFiles(extension).flatMap(({ target, content, file, contentLine }) => {
        if (!/^\/etc\/nginx\/conf\.d\/[^/]+\.conf$/.test(target))
            return [];
        const directives = parseNginx(content).directives.map(({ name, args, line }) => {
            return { name, args, file, isOwn: true, line: contentLine + line, block: undefined };
        });
        return findTimeouts({ http: directives });
    });
}

/** What to do about nginx's refusals, one remedy for each mistake: for the rules, and for the words of the real nginx. */
/** Read at the http level. */
const HTTP_FOLDER = `${NGINX_FOLDER}conf.d/`;
/** Read inside of Beanstalk's server. */
const SERVER_FOLDER = `${HTTP_FOLDER}elasticbeanstalk/`;
/** `what` completes "Move ..."; `name` is the file's own, without its folders. */
function moveIntoServer(what, name) {
    return `Move ${what} to "${SERVER_FOLDER}${toOwnName(name)}", which is read inside of Beanstalk's server.`;
}
function moveToHttpLevel(what, name) {
    return `Move ${what} to "${HTTP_FOLDER}${toOwnName(name)}", which is read at the http level.`;
}
// As nginx.conf it would be read nowhere but at the top.
function toOwnName(name) {
    return name === 'nginx.conf' ? 'own.conf' : name;
}
/** `what` completes "Remove ...". */
function removeFromInclude(what, directive) {
    return `Remove ${what}: "${directive}" belongs to the top of an nginx.conf, and this file is read inside of one. Keep only what belongs to the http level.`;
}
/** `platformFile`: the platform's own file with the same location, below nginx's folder; undefined where it is the bundle's. */
function giveOtherPath(platformFile) {
    if (platformFile === undefined)
        return 'Remove one of the two, or join them.';
    if (platformFile !== 'nginx.conf') {
        return `Give yours another path, or call its file "${NGINX_FOLDER}${platformFile}", which takes the place of Beanstalk's own.`;
    }
    return `Give yours another path. Beanstalk's own is in nginx.conf on this platform, and only a file "${NGINX_FOLDER}nginx.conf" could take its place.`;
}
const REMOVE_ONE_LINE = 'Remove one of the two lines.';
/** `app`: where the app listens, as in proxy_pass; undefined where that is not known. */
function passToApp(app) {
    if (app === undefined)
        return "Write the app's own address, such as: proxy_pass http://127.0.0.1:8080;";
    return `Write the app's own address: proxy_pass ${app};`;
}
/** `name` is the variable's, without its "$"; `appPort` where it is known. */
function replaceVariable(name, appPort = 8080) {
    if (name.toLowerCase() === 'connection_upgrade') {
        return 'Write: proxy_set_header Connection "upgrade"; - or add to the http block of your nginx.conf: map $http_upgrade $connection_upgrade { default "upgrade"; }';
    }
    const literal = /port$/i.test(name) ? `, such as ${appPort}` : '';
    return `Write the value itself${literal}: nginx does not know the environment's variables.`;
}
const WRITE_PORT_NUMBER = 'Write the number of the port: nginx does not know the variables of the environment.';
function saveWithoutBom(file) {
    return `Save the file as UTF-8 without BOM: sed -i '1s/^\\xEF\\xBB\\xBF//' ${toShellWord(file)}`;
}
function keepBelowContent(file) {
    return `Keep in "${file}" only what stands below "content: |" for nginx, without its indentation.`;
}
const ADD_EVENTS = `Add to "${NGINX_FOLDER}nginx.conf": events { worker_connections 1024; } - or, if it only adds something, rename it to "${HTTP_FOLDER}own.conf".`;
const RAISE_NAMES_BUCKET = `Add to a file in "${HTTP_FOLDER}": server_names_hash_bucket_size 128;`;
const LEAVE_APP_PORT = `Remove the server: the app has that port before nginx starts, and Beanstalk's own server hands port 80 to it. Locations go to a file in "${SERVER_FOLDER}".`;
const LEAVE_DEFAULT_SERVER = 'Remove the word default_server, and give the server a server_name: it then gets the requests for that name.';
const LEAVE_LISTEN = "Remove the line. Files in conf.d/elasticbeanstalk are read inside of Beanstalk's server, which listens already.";
const ADD_CERTIFICATE = 'Add ssl_certificate and ssl_certificate_key to the server. Where a load balancer speaks TLS, remove the server: nginx is asked on port 80.';

/** The blocks of what nginx loads, each with its kind and what is around it. */
/** All blocks below http whose directives are nginx's: not those of map, geo, types. */
function listBlocks({ tree }) {
    const http = { context: 'http', owner: undefined, around: [], directives: tree.http };
    return [http, ...listInner(http)];
}
/** What stands outside of all blocks of the bundle's own nginx.conf; empty when it has none. Includes are not followed. */
function listMain({ files }) {
    const file = `${NGINX_FOLDER}nginx.conf`;
    const { directives } = parseNginx((files.get(file) ?? '').replace(/^\uFEFF/, ''));
    return directives.map(({ name, args, line, block }) => ({ name, args, line, file, isOwn: true, block: block && [] }));
}
/**
 * Who is to blame for what a directive lacks: the bundle's line itself, or, for one of the platform's own files, the
 * http block of the bundle's nginx.conf, which took the place of the one that has it.
 */
function findBlamed(directive, nginx) {
    return directive.isOwn ? directive : listMain(nginx).find(({ name }) => name === 'http');
}
/** Completes '"nginx.conf" line 5 ...': the directive's own `what`, or what is missing for one of the platform's. */
function describeLack(directive, what, missing) {
    const file = directive.file.split('/').at(-1);
    return directive.isOwn ? what : `has no ${missing}, which Beanstalk's own ${file} uses`;
}
/** The servers of the http level. */
function listServers({ tree }) {
    return tree.http.filter(({ name, block }) => name === 'server' && block !== undefined);
}
/** The blocks below one. */
function listInner(block) {
    return block.directives.flatMap(owner => {
        const context = contextOf(owner, block.context);
        if (!context || !owner.block)
            return [];
        const around = block.owner ? [...block.around, block.owner] : block.around;
        const inner = { context, owner, around, directives: owner.block };
        return [inner, ...listInner(inner)];
    });
}
function contextOf({ name }, outside) {
    if (name === 'if')
        return outside === 'server' ? 'if in server' : 'if';
    return name === 'server' || name === 'location' || name === 'upstream' ? name : undefined;
}

/** What a rule about a bundle's proxy files is, and what it may look at. */
/** "proxy.conf" line 3, as messages begin. */
function nameLine({ file, line }) {
    return `"${file}" line ${line}`;
}
/** nginx will not take it. `what` completes '"a.conf" line 1 ...'; `error` is what nginx writes. */
function refuse(place, { what, error, remedy }) {
    const { file, line } = place;
    const message = `${nameLine(place)} ${what}: nginx would refuse it${error ? ` (${error})` : ''}, and the deployment would fail with the proxy down.`;
    return { kind: 'refused-by-proxy', file, line, message, remedy };
}
/** It works, or does nothing. `what` completes '"a.conf" line 1 ...' as a whole sentence. */
function tell$1(kind, place, { what, remedy }) {
    const { file, line } = place;
    return { kind, file, line, message: `${nameLine(place)} ${what}`, remedy };
}
/** The file's own name without its folders. */
function lastPart(path) {
    return path.split('/').at(-1) ?? path;
}
const LONGEST_QUOTE = 80;
/** What a file has written, short enough for a message. */
function shorten(text) {
    return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
}

/** What to say of a name that nothing defines in what could be read: nginx may know it from a file that nobody could read. */
/** nginx would refuse the name. A note where something that was not read could define it. */
function refuseName(place, { level, ...refusal }, nginx) {
    const gap = findGap(nginx, level);
    return gap === undefined ? { ...refuse(place, refusal), isCertain: false } : doubt$2(place, refusal, gap);
}
function doubt$2(place, { what, error, remedy }, gap) {
    const refused = error ? `nginx refuses it (${error})` : 'nginx refuses it';
    return tell$1('note', place, {
        what: `${what}. ${gap} may define it: if it does not, ${refused}, and the deployment fails with the proxy down.`,
        remedy,
    });
}
/** What was not read and could define a name, as the beginning of a sentence; undefined where all was read. */
function findGap(nginx, level) {
    const { tree, files } = nginx;
    const hook = findStagingHook(nginx);
    if (hook !== undefined)
        return `The hook "${hook}"`;
    const unread = [...tree.loaded].find(name => !files.has(name)) ?? tree.problems[0]?.file;
    if (unread !== undefined)
        return `What could not be read of "${unread}"`;
    const directives = level === 'http' ? tree.http : [...walk(tree.http)];
    const include = directives.find(directive => directive.name === 'include' && !isFollowed(directive, nginx));
    return include && `What "${shorten(include.args[0] ?? '')}" includes (${include.file} line ${include.line})`;
}
/** A hook that works on the files which nginx is about to test; undefined where there is none. */
function findStagingHook({ strays }) {
    const hooks = [...strays].filter(([name]) => name.startsWith('.platform/hooks/'));
    return hooks.find(([, text]) => text.includes('/var/proxy/staging'))?.[0];
}
/** All that the pattern can stand for on the instance was read. */
function isFollowed(include, { tree, platformPaths, writtenPaths }) {
    const [pattern = ''] = include.args;
    const isIn = (paths) => paths.some(path => matchesInclude(pattern, path));
    const written = writtenPaths.flatMap(path => /^\/etc\/nginx\/(.+)$/.exec(path)?.[1] ?? []);
    if (tree.unread.has(include) || isIn(written))
        return false;
    const loaded = [...tree.loaded];
    const isRead = isIn(platformPaths) ||
        isIn(loaded.map(name => name.slice(NGINX_FOLDER.length))) ||
        loaded.some(name => matchesAppFile(pattern, name));
    return isRead || isPackaged(pattern.replace(/^\/etc\/nginx\//, '')) || isEmptyPattern(pattern);
}
// In the folder that is tested only the platform and the bundle put files; /etc/nginx is the live one.
function isEmptyPattern(pattern) {
    const path = pattern.replace(/^\/var\/proxy\/staging\/nginx\//, '');
    return !path.startsWith('/') && /[*?]/.test(path);
}

/** Rules about where nginx is to send requests. */
const ADDRESS_RULES$1 = [
    { name: 'invalid-proxy-pass', find: findInvalidPasses },
    { name: 'unknown-host', find: findUnknownHosts },
    { name: 'host-to-resolve', find: findForeignHosts },
    { name: 'upstream-with-port', find: findUpstreamsWithPort },
    { name: 'uri-in-regular-expression', find: findForbiddenUris },
];
/** "http://chat:80/x" -> scheme, host, port and uri of a proxy_pass; undefined where a variable decides. */
function parsePass({ args }) {
    const [, scheme, host = '', port, uri = ''] = /^(https?):\/\/([^:/$]+)(?::(\d+))?(\/[^$]*)?$/.exec(args[0] ?? '') ?? [];
    return scheme ? { host, port: port === undefined ? undefined : Number(port), uri } : undefined;
}
function listPasses(nginx) {
    return listBlocks(nginx).flatMap(({ directives }) => directives.filter(({ name }) => name === 'proxy_pass'));
}
function listUpstreams({ tree }) {
    return new Set(tree.http.filter(({ name }) => name === 'upstream').map(({ args }) => (args[0] ?? '').toLowerCase()));
}
function findInvalidPasses(nginx) {
    return listPasses(nginx)
        .filter(({ isOwn, args }) => isOwn && args.length > 0 && !/^https?:\/\/|\$/i.test(args[0] ?? ''))
        .map(pass => {
        const to = args0(pass).replace(/^wss?:\/\//i, '');
        return refuse(pass, {
            what: `passes requests to "${shorten(args0(pass))}"`,
            error: 'invalid URL prefix',
            remedy: `Write: proxy_pass http://${shorten(to)}; A WebSocket begins as a request of HTTP.`,
        });
    });
}
function args0({ args }) {
    return args[0] ?? '';
}
/** Of proxy_pass and of the servers of upstreams, in lower case; without the names of upstreams, and what variables decide. */
function listHosts(nginx) {
    const known = listUpstreams(nginx);
    return listBlocks(nginx).flatMap(({ context, directives }) => directives.flatMap(directive => {
        const isServer = context === 'upstream' && directive.name === 'server';
        const written = isServer ? /^([^:/$]+)(?::(\d+))?$/.exec(args0(directive)) : null;
        const server = written && { host: written[1] ?? '', port: written[2] ? Number(written[2]) : undefined };
        const found = directive.name === 'proxy_pass' ? parsePass(directive) : server;
        const host = found?.host.toLowerCase();
        return host && !known.has(host) ? [{ directive, host, port: found?.port }] : [];
    }));
}
// nginx looks the names up while it reads the files.
function findForeignHosts(nginx) {
    return listHosts(nginx)
        .filter(({ directive, host }) => directive.isOwn && /^[\w-]+(\.[\w-]+)*\.[a-z][\w-]*\.?$/.test(host))
        .map(({ directive, host }) => {
        const what = `names the host "${shorten(host)}", which each instance has to find in the DNS while its files are tested: where it cannot, nginx refuses them (host not found in upstream "${shorten(host)}"), and the deployment fails. That is not tried out here.`;
        const remedy = "See that the name is known in the environment's own network.";
        return tell$1('note', directive, { what, remedy });
    });
}
// A name without a dot is known on an instance only where an upstream defines it.
function findUnknownHosts(nginx) {
    const known = listUpstreams(nginx);
    const passed = listPasses(nginx).flatMap(pass => {
        const host = parsePass(pass)?.host.toLowerCase();
        return host && isBareName(host) && !known.has(host) ? [{ directive: pass, host }] : [];
    });
    const servers = listBlocks(nginx).filter(({ context }) => context === 'upstream');
    const listed = servers.flatMap(({ directives }) => directives.flatMap(directive => {
        const host = args0(directive).replace(/:\d+$/, '').toLowerCase();
        return directive.name === 'server' && isBareName(host) ? [{ directive, host }] : [];
    }));
    return [...passed, ...listed].flatMap(({ directive, host }) => {
        const blamed = findBlamed(directive, nginx);
        if (!blamed)
            return [];
        const { target } = nginx.proxy;
        const app = target.kind === 'loopback' ? `http://127.0.0.1:${target.port}` : nameUpstream(nginx);
        const refusal = {
            level: 'http',
            what: describeLack(directive, `names the host "${shorten(host)}", which nothing defines on this platform`, `upstream ${shorten(host)}`),
            error: `host not found in upstream "${shorten(host)}"`,
            remedy: directive.isOwn
                ? passToApp(app)
                : `Add to the http block of "${NGINX_FOLDER}nginx.conf": include conf.d/*.conf;`,
        };
        return [refuseName(blamed, refusal, nginx)];
    });
}
function isBareName(host) {
    return /^[a-z_][\w-]*$/.test(host) && host !== 'localhost' && host !== 'unix';
}
function nameUpstream({ proxy: { target } }) {
    return target.kind === 'socket' || target.kind === 'container' ? `http://${target.upstream}` : 'http://127.0.0.1:8080';
}
function findUpstreamsWithPort(nginx) {
    const known = listUpstreams(nginx);
    return listPasses(nginx).flatMap(pass => {
        const { host = '', port } = parsePass(pass) ?? {};
        if (!pass.isOwn || port === undefined || !known.has(host.toLowerCase()))
            return [];
        const what = `adds the port ${port} to the upstream "${shorten(host)}"`;
        const error = `upstream "${shorten(host)}" may not have port ${port}`;
        return [refuse(pass, { what, error, remedy: `Write: proxy_pass http://${shorten(host)};` })];
    });
}
function findForbiddenUris(nginx) {
    return listBlocks(nginx).flatMap(({ context, owner, directives }) => {
        const [modifier = ''] = owner?.args ?? [];
        if (!(context === 'if' || (context === 'location' && /^[~@]/.test(modifier))))
            return [];
        return directives
            .filter(pass => pass.isOwn && pass.name === 'proxy_pass' && parsePass(pass)?.uri)
            .map(pass => refuse(pass, {
            what: `has a proxy_pass with a path, "${shorten(parsePass(pass)?.uri ?? '')}", where the location is no plain prefix`,
            error: '"proxy_pass" cannot have URI part in location given by regular expression',
            remedy: 'End proxy_pass after the port, without a slash.',
        }));
    });
}

/** Reads where a server of nginx listens. */
/** "80", "*:80", "127.0.0.1:80", "[::]:80", "localhost". Undefined for a socket, and for what is none of these. */
function parseAddress(text) {
    if (text.startsWith('unix:'))
        return undefined;
    if (/^\d{1,5}$/.test(text))
        return { host: ANY, port: Number(text) };
    const [, host = '', port = '80'] = /^(\[[\da-fA-F:.]*\]|[^\s:[\]$]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
    return host ? { host: host === '*' ? ANY : host, port: Number(port) } : undefined;
}
const ANY = '0.0.0.0';
/** The addresses of a server: port 80 where it names none. */
function listAddresses({ block = [] }) {
    const listens = block.filter(({ name }) => name === 'listen');
    if (listens.length === 0)
        return [{ host: ANY, port: 80 }];
    return listens.flatMap(({ args }) => parseAddress(args[0] ?? '') ?? []);
}
/** The ports on which more than one of the servers listens. */
function listSharedPorts(servers) {
    const [seen, shared] = [new Set(), new Set()];
    for (const server of servers) {
        for (const port of new Set(listAddresses(server).map(({ port }) => port))) {
            if (seen.has(port))
                shared.add(port);
            seen.add(port);
        }
    }
    return shared;
}
/** Whether the server speaks TLS on some address. */
function speaksTls({ block = [] }) {
    const isOn = block.some(({ name, args }) => name === 'ssl' && args[0] === 'on');
    return isOn || block.some(({ name, args }) => name === 'listen' && args.includes('ssl'));
}

/** Rules about names that nginx takes only once: locations, upstreams, log formats, addresses. */
const DUPLICATE_RULES = [
    { name: 'duplicate-location', find: findLocations },
    { name: 'duplicate-upstream', find: findUpstreams },
    { name: 'duplicate-log-format', find: findLogFormats },
    { name: 'duplicate-default-server', find: findDefaultServers },
    { name: 'duplicate-listen', find: findListens },
];
/** Of those with the same key, the last own one and another. */
function findPairs(directives, toKey) {
    const groups = Map.groupBy(directives, toKey);
    return [...groups].flatMap(([key, group]) => {
        const own = key !== undefined && group.length > 1 ? group.findLast(({ isOwn }) => isOwn) : undefined;
        const other = group.find(directive => directive !== own);
        return key !== undefined && own && other ? [{ own, other, key }] : [];
    });
}
function nameOther({ isOwn, file, line }) {
    return isOwn ? nameLine({ file, line }) : `Beanstalk's own ${lastPart(file)}`;
}
function findLocations(nginx) {
    return listBlocks(nginx).flatMap(({ directives }) => {
        const locations = directives.filter(({ name, args }) => name === 'location' && args.length > 0);
        return findPairs(locations, toLocationKey).map(({ own, other }) => {
            const { path } = parseLocation(own.args);
            return refuse(own, {
                what: `has a location ${shorten(own.args.join(' '))}, and ${nameOther(other)} has the same one`,
                error: `duplicate location "${shorten(path)}"`,
                remedy: giveOtherPath(other.isOwn ? undefined : other.file.slice(NGINX_FOLDER.length)),
            });
        });
    });
}
// "^~" does not tell two prefixes apart. Regular expressions may be there twice: the first one counts.
function toLocationKey({ args }) {
    const { modifier, path } = parseLocation(args);
    if (modifier === '~' || modifier === '~*' || modifier === '@')
        return undefined;
    return `${modifier === '=' ? '=' : ''} ${path}`;
}
function findUpstreams({ tree }) {
    const upstreams = tree.http.filter(({ name }) => name === 'upstream');
    return findPairs(upstreams, ({ args }) => args[0]?.toLowerCase()).map(({ own, other, key }) => {
        return refuse(own, {
            what: `defines the upstream "${shorten(key)}", and ${nameOther(other)} defines it too`,
            error: `duplicate upstream "${shorten(key)}"`,
            remedy: other.isOwn ? 'Remove one of the two.' : `Remove it: "proxy_pass http://${key};" works without it.`,
        });
    });
}
function findLogFormats({ tree }) {
    const formats = tree.http.filter(({ name }) => name === 'log_format');
    return findPairs(formats, ({ args }) => args[0]).map(({ own, other, key }) => {
        return refuse(own, {
            what: `defines the log format "${shorten(key)}", and ${nameOther(other)} defines it too`,
            error: `duplicate "log_format" name "${shorten(key)}"`,
            remedy: 'Give yours another name, here and in the access_log that uses it.',
        });
    });
}
function findDefaultServers(nginx) {
    const defaults = listServers(nginx).flatMap(({ block = [] }) => {
        return block.filter(({ name, args }) => name === 'listen' && args.some(isDefault));
    });
    return findPairs(defaults, toAddress).map(({ own, other, key }) => {
        return refuse(own, {
            what: `listens as default_server on ${key}, and ${nameOther(other)} does too`,
            error: `a duplicate default server for ${omitProtocol(key)}`,
            remedy: LEAVE_DEFAULT_SERVER,
        });
    });
}
function isDefault(argument) {
    return argument === 'default_server' || argument === 'default';
}
function findListens(nginx) {
    return listServers(nginx).flatMap(({ block = [] }) => {
        const listens = block.filter(({ name }) => name === 'listen');
        return findPairs(listens, toAddress).map(({ own, other, key }) => {
            return refuse(own, {
                what: `listens on ${key}, as ${nameOther(other)} does for the same server`,
                error: `a duplicate listen ${omitProtocol(key)}`,
                remedy: LEAVE_LISTEN,
            });
        });
    });
}
// TCP and UDP are two addresses.
function toAddress({ args }) {
    const address = parseAddress(args[0] ?? '');
    return address && `${address.host}:${address.port}${args.includes('quic') ? QUIC : ''}`;
}
const QUIC = ' (quic)';
function omitProtocol(address) {
    return address.endsWith(QUIC) ? address.slice(0, -QUIC.length) : address;
}

/** What somebody wanted from directives that have no effect: the timeouts, ports and sizes that are lost with them. */
const WANTED = ['proxy_read_timeout', 'proxy_send_timeout', 'client_max_body_size', 'listen', 'proxy_pass'];
const MOST_LOSSES = 5;
const DEEPEST = 4;
/** Such as "proxy_read_timeout 3600s", each once. */
function listLosses(directives, depth = 0) {
    const found = directives.flatMap(({ name, args, block }) => {
        if (block)
            return depth < DEEPEST ? listLosses(block, depth + 1) : [];
        const [first = ''] = args;
        const isUsual = (name === 'listen' && /^(.*:)?(80|443)$/.test(first)) || first.length > 60;
        return WANTED.includes(name) && !isUsual ? [`${name} ${first}`] : [];
    });
    return [...new Set(found)].slice(0, MOST_LOSSES);
}
/** Of a file that nginx does not read. */
function listLossesOf(text) {
    return listLosses(parseNginx(text.replace(/^\uFEFF/, '')).directives);
}
/** A sentence with a space before it, or nothing. */
function tellLosses(losses) {
    if (losses.length === 0)
        return '';
    return ` Lost with it: ${losses.join(', ')}.`;
}

/** Rules about what `.ebextensions` do to the proxy past `.platform`, most of it from the years before 2020. */
const EBEXTENSION_RULES = [
    { name: 'duplicate-key', find: findDuplicateKeys },
    { name: 'written-past-platform', find: findWritten },
    { name: 'hooks-of-amazon-linux-1', find: findLegacyHooks },
    { name: 'nginx-restarted-by-command', find: findRestarts },
    { name: 'options-of-amazon-linux-1', find: findLegacyOptions },
];
// The service reads YAML with SnakeYAML, which takes the last one.
function findDuplicateKeys({ extensions }) {
    return extensions.flatMap(({ file, lostKeys }) => lostKeys.map(({ key, line, lastLine }) => {
        const last = nameLine({ file, line: lastLine });
        const what = `has the key "${shorten(key)}", and ${last} has it again in the same place: Beanstalk takes the last one, and this one has no effect.`;
        return tell$1('note', { file, line }, { what, remedy: 'Join the two, or give one of them another name.' });
    }));
}
// https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features.migration-al.html
function findWritten({ extensions }) {
    return extensions.flatMap(listWrittenFiles).flatMap(written => {
        const proxy = /^\/etc\/(nginx|httpd)\/(.+)$/.exec(written.target);
        if (!proxy)
            return [];
        const losses = tellLosses(listLossesOf(written.content));
        const what = `writes "${shorten(written.target)}". On Amazon Linux 2 and later Beanstalk generates that folder itself at every deployment, so it has no effect, or one that was never tested.${losses}`;
        const folder = proxy[1] === 'nginx' ? NGINX_FOLDER : HTTPD_FOLDER;
        return [tell$1('no-effect', written, { what, remedy: `Move the content to "${folder}${shorten(proxy[2] ?? '')}".` })];
    });
}
function findLegacyHooks({ extensions }) {
    return extensions
        .flatMap(listWrittenFiles)
        .filter(({ target }) => target.startsWith('/opt/elasticbeanstalk/hooks/'))
        .map(written => {
        const what = `writes "${shorten(written.target)}", which Amazon Linux 2 and later never run.`;
        const remedy = 'Put the script into ".platform/hooks/predeploy/" or ".platform/hooks/postdeploy/".';
        return tell$1('no-effect', written, { what, remedy });
    });
}
const RESTART = /\b(?:service\s+(?:nginx|httpd)\s+(?:re)?(?:start|load)|systemctl\s+(?:re)?(?:start|load)\s+(?:nginx|httpd)|nginx\s+-s\s+reload)\b/;
function findRestarts({ extensions }) {
    return extensions
        .flatMap(listCommands)
        .filter(({ text }) => RESTART.test(text))
        .map(command => {
        const found = RESTART.exec(command.text)?.[0] ?? '';
        const risk = command.isRequired && !/\|\|\s*(true|:|echo|exit 0)|;\s*true\s*$/.test(command.text)
            ? ' On a new instance nginx does not run yet: the command can fail there, and with it the deployment.'
            : '';
        const what = `runs "${found}" before Beanstalk puts the new proxy files in place and restarts the proxy itself, so it does nothing for them.${risk}`;
        return tell$1('note', command, { what, remedy: 'Remove the command.' });
    });
}
/** What the service answers: https://github.com/keymetrics/pm2-ebs-demo/issues/4, https://github.com/aws-samples/eb-node-express-sample/issues/18 */
function findLegacyOptions({ extensions }) {
    return extensions.flatMap(({ file, root, toLine }) => {
        const settings = nodeAt(root, 'option_settings');
        const namespaces = distExports.isSeq(settings)
            ? settings.items.map(item => nodeAt(item, 'namespace'))
            : distExports.isMap(settings)
                ? settings.items.map(({ key }) => key)
                : [];
        return namespaces.flatMap(node => {
            const namespace = textOf(node);
            const successor = LEGACY_NAMESPACES[namespace];
            if (!successor)
                return [];
            const line = toLine(node);
            const message = `${nameLine({ file, line })} sets options of ${namespace}, which Amazon Linux 2 and later do not have: the service refuses the deployment (Unknown configuration setting).`;
            return [{ kind: 'refused-by-instance', file, line, message, remedy: successor }];
        });
    });
}
const STATIC_FILES = 'Rename the namespace to aws:elasticbeanstalk:environment:proxy:staticfiles (such as /static: static).';
const LEGACY_NAMESPACES = {
    'aws:elasticbeanstalk:container:nodejs': 'Remove them: NodeCommand goes to a Procfile ("web: npm start"), ProxyServer to aws:elasticbeanstalk:environment:proxy, GzipCompression to a file in .platform/nginx/conf.d/.',
    'aws:elasticbeanstalk:container:nodejs:staticfiles': STATIC_FILES,
    'aws:elasticbeanstalk:container:python:staticfiles': STATIC_FILES,
};

/**
 * Where nginx allows its directives, and which of them it takes only once in a block: those that bundles of public
 * projects have. A test asks the real nginx for each of them. https://nginx.org/en/docs/dirindex.html
 */
const ONLY_MAIN = ['main'];
const ONLY_HTTP = ['http'];
const ONLY_SERVER = ['server'];
const HTTP_SERVER = ['http', 'server'];
const HTTP_TO_LOCATION = ['http', 'server', 'location'];
const HTTP_TO_IF = ['http', 'server', 'location', 'if'];
const ONLY_UPSTREAM = ['upstream'];
const single = (contexts) => ({ contexts, isSingle: true });
const repeated = (contexts) => ({ contexts, isSingle: false });
/** Of the top of an nginx.conf alone, and never tried out: they load programs into nginx. */
const UNTRIED_DIRECTIVES$1 = ['load_module', 'ssl_engine'];
const NGINX_DIRECTIVES = {
    daemon: single(ONLY_MAIN),
    events: single(ONLY_MAIN),
    http: single(ONLY_MAIN),
    pid: single(ONLY_MAIN),
    user: single(ONLY_MAIN),
    worker_cpu_affinity: single(ONLY_MAIN),
    worker_priority: repeated(ONLY_MAIN),
    worker_processes: single(ONLY_MAIN),
    worker_rlimit_nofile: single(ONLY_MAIN),
    multi_accept: single(['events']),
    worker_connections: single(['events']),
    geo: repeated(ONLY_HTTP),
    limit_conn_zone: repeated(ONLY_HTTP),
    limit_req_zone: repeated(ONLY_HTTP),
    log_format: repeated(ONLY_HTTP),
    map: repeated(ONLY_HTTP),
    map_hash_bucket_size: single(ONLY_HTTP),
    map_hash_max_size: single(ONLY_HTTP),
    proxy_cache_path: repeated(ONLY_HTTP),
    server_names_hash_bucket_size: single(ONLY_HTTP),
    server_names_hash_max_size: single(ONLY_HTTP),
    split_clients: repeated(ONLY_HTTP),
    upstream: repeated(ONLY_HTTP),
    variables_hash_bucket_size: single(ONLY_HTTP),
    variables_hash_max_size: single(ONLY_HTTP),
    server: repeated(['http', 'upstream']),
    ip_hash: repeated(ONLY_UPSTREAM),
    keepalive: single(ONLY_UPSTREAM),
    least_conn: repeated(ONLY_UPSTREAM),
    client_header_buffer_size: single(HTTP_SERVER),
    client_header_timeout: single(HTTP_SERVER),
    ignore_invalid_headers: single(HTTP_SERVER),
    large_client_header_buffers: single(HTTP_SERVER),
    merge_slashes: single(HTTP_SERVER),
    ssl_certificate: repeated(HTTP_SERVER),
    ssl_certificate_key: repeated(HTTP_SERVER),
    ssl_ciphers: single(HTTP_SERVER),
    ssl_dhparam: single(HTTP_SERVER),
    ssl_prefer_server_ciphers: single(HTTP_SERVER),
    ssl_protocols: repeated(HTTP_SERVER),
    ssl_session_cache: repeated(HTTP_SERVER),
    ssl_session_tickets: single(HTTP_SERVER),
    ssl_session_timeout: single(HTTP_SERVER),
    ssl_stapling: single(HTTP_SERVER),
    underscores_in_headers: single(HTTP_SERVER),
    listen: repeated(ONLY_SERVER),
    server_name: repeated(ONLY_SERVER),
    location: repeated(['server', 'location']),
    if: repeated(['server', 'location']),
    return: repeated(['server', 'location', 'if', 'if in server']),
    rewrite: repeated(['server', 'location', 'if', 'if in server']),
    set: repeated(['server', 'location', 'if', 'if in server']),
    break: repeated(['server', 'location', 'if', 'if in server']),
    try_files: single(['server', 'location']),
    alias: single(['location']),
    internal: single(['location']),
    proxy_pass: single(['location', 'if']),
    fastcgi_pass: single(['location', 'if']),
    access_log: repeated(HTTP_TO_IF),
    add_header: repeated(HTTP_TO_IF),
    allow: repeated(HTTP_TO_LOCATION),
    deny: repeated(HTTP_TO_LOCATION),
    auth_basic: single(HTTP_TO_LOCATION),
    autoindex: single(HTTP_TO_LOCATION),
    charset: single(HTTP_TO_IF),
    chunked_transfer_encoding: single(HTTP_TO_LOCATION),
    client_body_buffer_size: single(HTTP_TO_LOCATION),
    client_body_timeout: single(HTTP_TO_LOCATION),
    client_max_body_size: single(HTTP_TO_LOCATION),
    default_type: single(HTTP_TO_LOCATION),
    error_page: repeated(HTTP_TO_IF),
    etag: single(HTTP_TO_LOCATION),
    expires: single(HTTP_TO_IF),
    fastcgi_buffer_size: single(HTTP_TO_LOCATION),
    fastcgi_buffers: single(HTTP_TO_LOCATION),
    fastcgi_param: repeated(HTTP_TO_LOCATION),
    fastcgi_read_timeout: single(HTTP_TO_LOCATION),
    gzip: single(HTTP_TO_IF),
    gzip_buffers: single(HTTP_TO_LOCATION),
    gzip_comp_level: single(HTTP_TO_LOCATION),
    gzip_disable: repeated(HTTP_TO_LOCATION),
    gzip_http_version: single(HTTP_TO_LOCATION),
    gzip_min_length: single(HTTP_TO_LOCATION),
    gzip_proxied: repeated(HTTP_TO_LOCATION),
    gzip_types: repeated(HTTP_TO_LOCATION),
    gzip_vary: single(HTTP_TO_LOCATION),
    index: repeated(HTTP_TO_LOCATION),
    keepalive_requests: single([...HTTP_TO_LOCATION, 'upstream']),
    keepalive_timeout: single([...HTTP_TO_LOCATION, 'upstream']),
    limit_conn: repeated(HTTP_TO_LOCATION),
    limit_rate: single(HTTP_TO_IF),
    limit_req: repeated(HTTP_TO_LOCATION),
    log_not_found: single(HTTP_TO_LOCATION),
    port_in_redirect: single(HTTP_TO_LOCATION),
    proxy_buffer_size: single(HTTP_TO_LOCATION),
    proxy_buffering: single(HTTP_TO_LOCATION),
    proxy_buffers: single(HTTP_TO_LOCATION),
    proxy_busy_buffers_size: single(HTTP_TO_LOCATION),
    proxy_cache: single(HTTP_TO_LOCATION),
    proxy_cache_bypass: repeated(HTTP_TO_LOCATION),
    proxy_cache_valid: repeated(HTTP_TO_LOCATION),
    proxy_connect_timeout: single(HTTP_TO_LOCATION),
    proxy_hide_header: repeated(HTTP_TO_LOCATION),
    proxy_http_version: single(HTTP_TO_LOCATION),
    proxy_ignore_headers: repeated(HTTP_TO_LOCATION),
    proxy_intercept_errors: single(HTTP_TO_LOCATION),
    proxy_next_upstream: repeated(HTTP_TO_LOCATION),
    proxy_pass_header: repeated(HTTP_TO_LOCATION),
    proxy_read_timeout: single(HTTP_TO_LOCATION),
    proxy_redirect: repeated(HTTP_TO_LOCATION),
    proxy_request_buffering: single(HTTP_TO_LOCATION),
    proxy_send_timeout: single(HTTP_TO_LOCATION),
    proxy_set_header: repeated(HTTP_TO_LOCATION),
    proxy_socket_keepalive: single(HTTP_TO_LOCATION),
    proxy_ssl_server_name: single(HTTP_TO_LOCATION),
    proxy_ssl_verify: single(HTTP_TO_LOCATION),
    real_ip_header: single(HTTP_TO_LOCATION),
    real_ip_recursive: single(HTTP_TO_LOCATION),
    reset_timedout_connection: single(HTTP_TO_LOCATION),
    resolver: single(HTTP_TO_LOCATION),
    resolver_timeout: single(HTTP_TO_LOCATION),
    root: single(HTTP_TO_IF),
    satisfy: single(HTTP_TO_LOCATION),
    send_timeout: single(HTTP_TO_LOCATION),
    sendfile: single(HTTP_TO_IF),
    server_name_in_redirect: single(HTTP_TO_LOCATION),
    server_tokens: single(HTTP_TO_LOCATION),
    set_real_ip_from: repeated(HTTP_TO_LOCATION),
    tcp_nodelay: single(HTTP_TO_LOCATION),
    tcp_nopush: single(HTTP_TO_LOCATION),
    types_hash_max_size: single(HTTP_TO_LOCATION),
};

/** Rules about files that lie where nothing reads them. */
const FOLDER_RULES = [
    { name: 'files-of-another-proxy', find: findOtherProxy },
    { name: 'unread-file', find: findUnread },
];
// On AL1 the folders are others, and nobody asks these rules.
function findOtherProxy({ names, proxy, strays }) {
    const dead = [NGINX_FOLDER, HTTPD_FOLDER].filter(folder => proxy.proxy !== 'unknown' && folder !== proxy.overlay);
    return dead.flatMap(folder => {
        const files = names.filter(name => name.startsWith(folder) && !name.endsWith('/'));
        const [file] = files;
        if (file === undefined)
            return [];
        const more = files.length > 1 ? ` and ${files.length - 1} more in "${folder}"` : '';
        const losses = tellLosses([...new Set(files.flatMap(name => listLossesOf(strays.get(name) ?? '')))].slice(0, 5));
        const message = `"${file}"${more} will not be read, because ${describeProxy(proxy.proxy)}.${losses}`;
        return [{ kind: 'no-effect', file, message, remedy: remedyFor(folder, proxy.proxy) }];
    });
}
function describeProxy(proxy) {
    if (proxy === 'none')
        return 'Beanstalk runs no proxy here: the app itself has port 80';
    return `the proxy of this environment is ${proxy === 'apache' ? 'httpd' : proxy}`;
}
function remedyFor(folder, proxy) {
    if (proxy === 'none')
        return 'Set the timeouts in what takes the requests in the place of a proxy, and remove the files.';
    const wanted = folder === NGINX_FOLDER ? 'nginx' : 'apache';
    return `Set ProxyServer to ${wanted} (option-settings: aws:elasticbeanstalk:environment:proxy:ProxyServer=${wanted}), or remove the files.`;
}
function findUnread(scanned) {
    const { names, files, strays } = scanned;
    const named = listNamed(scanned);
    return names
        .filter(name => !name.endsWith('/'))
        .flatMap(name => {
        const why = named.has(name) ? undefined : findReason(name, scanned);
        if (!why)
            return [];
        const losses = tellLosses(listLossesOf(files.get(name) ?? strays.get(name) ?? ''));
        const message = `"${name}" is not read: it ${why.reason}.${losses}`;
        return [{ kind: 'no-effect', file: name, message, remedy: why.remedy }];
    });
}
/** What directives name: a file of passwords, of parameters, of a certificate. */
function listNamed({ tree, files }) {
    const own = tree ? [...listMain({ files }), ...walk(tree.http)].filter(({ isOwn }) => isOwn) : [];
    return new Set(own.flatMap(({ args }) => args.map(arg => NGINX_FOLDER + arg.replace(/^(\/etc\/nginx\/|(\.\/)+)/, ''))));
}
function findReason(name, { tree, files }) {
    const legacy = /^\.ebextensions\/(nginx|httpd)\/(.+)$/.exec(name);
    if (legacy)
        return move('was read on Amazon Linux 1 only', `.platform/${legacy[1]}/${legacy[2]}`);
    const config = /^\.ebextensions\/(.+)\.conf$/.exec(name);
    if (config)
        return move('does not end in ".config"', `${NGINX_FOLDER}conf.d/${lastPart(config[1] ?? '')}.conf`);
    if (name.startsWith(NGINX_FOLDER)) {
        return tree && !tree.loaded.has(name) ? notIncluded(name, files.get(name) ?? '') : undefined;
    }
    const misplaced = /^\.?platform\/(?!(?:httpd|hooks|confighooks)\/).*?([^/]+)\.conf$/.exec(name);
    return misplaced ? move('is not below ".platform/nginx/"', `${NGINX_FOLDER}conf.d/${misplaced[1]}.conf`) : undefined;
}
function notIncluded(name, text) {
    const path = name.slice(NGINX_FOLDER.length);
    const isNamedSo = /\.(conf|config)$/.test(path);
    if (!isNamedSo && !(path.startsWith('conf.d/') && isConfiguration(text)))
        return undefined;
    const base = lastPart(path).replace(/\.(conf|config)$/, '');
    const folder = path.includes('elasticbeanstalk') ? 'conf.d/elasticbeanstalk' : 'conf.d';
    const place = `${NGINX_FOLDER}${folder}/${base}.conf`;
    if (place !== name)
        return move('is in no place that nginx includes', place);
    const remedy = `Add to "${NGINX_FOLDER}nginx.conf": include ${folder}/*.conf;`;
    return { reason: "is not included by the bundle's own nginx.conf", remedy };
}
function isConfiguration(text) {
    const { directives, problem } = parseNginx(text);
    return problem === undefined && directives.some(({ name }) => Object.hasOwn(NGINX_DIRECTIVES, name));
}
function move(reason, place) {
    return { reason, remedy: `Move it to "${shorten(place)}".` };
}

/** Rules about the bundle's hooks, which run as root during a deployment. */
const HOOK_RULES = [{ name: 'hook-with-crlf', find: findCarriageReturns }];
/**
 * The kernel looks for an interpreter whose name ends in a carriage return.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/platforms-linux-extend.hooks.html
 */
function findCarriageReturns({ strays }) {
    return [...strays].flatMap(([file, text]) => {
        const [, folder] = /^\.platform\/(hooks|confighooks)\/(?:prebuild|predeploy|postdeploy)\/[^/]+$/.exec(file) ?? [];
        if (folder === undefined || !/^#![^\n]*\r\n/.test(text))
            return [];
        const remedy = `Save it with the line ends of Unix: sed -i 's/\\r$//' ${file} - and keep them in git with a .gitattributes: *.sh text eol=lf`;
        const what = `"${file}" line 1 ends in a carriage return (CRLF): no interpreter of that name exists, so the hook cannot run`;
        return folder === 'hooks'
            ? [{ kind: 'refused-by-instance', file, line: 1, message: `${what}, and the deployment fails.`, remedy }]
            : [{ kind: 'note', file, line: 1, message: `${what}, and the next change of a setting fails.`, remedy }];
    });
}

/** Rules about what the bundle's files include, and what they leave out of it. */
const INCLUDE_RULES = [
    { name: 'missing-include', find: findMissing },
    { name: 'unknown-log-format', find: findUnknownFormats },
    { name: 'include-by-exact-name', find: findExactNames },
    { name: 'include-of-live-files', find: findLiveIncludes },
    { name: 'no-healthd-log', find: findMissingHealthd },
];
const NGINX_CONF = `${NGINX_FOLDER}nginx.conf`;
function listIncludes({ tree }) {
    return [...walk(tree.http)].filter(({ name, isOwn, args }) => name === 'include' && isOwn && args.length > 0);
}
// Without a wildcard the file must be there.
function findMissing(nginx) {
    const isMade = findStagingHook(nginx) !== undefined;
    return listIncludes(nginx).flatMap(include => {
        const path = (include.args[0] ?? '').replace(/^(\.\/)+/, '');
        // What lies outside of the folder that is tested was not seen.
        if (/[*?[\]$]|^\/|(^|\/)\.\.(\/|$)/.test(path) || isPackaged(path) || isGenerated(path))
            return [];
        if (nginx.files.has(NGINX_FOLDER + path) || nginx.platformPaths.includes(path))
            return [];
        if (isMade)
            return [madeByHook(include, path)];
        return [
            refuse(include, {
                what: `includes "${shorten(path)}", which is neither in the bundle nor one of Beanstalk's own files`,
                error: `open() "/var/proxy/staging/nginx/${shorten(path)}" failed (2: No such file or directory)`,
                remedy: `Put the file at "${NGINX_FOLDER}${shorten(path)}", or remove the line.`,
            }),
        ];
    });
}
function madeByHook(include, path) {
    const what = `includes "${shorten(path)}", which only a hook of the bundle could make: without it nginx refuses the files, and the deployment fails. A change of the configuration runs no hooks but those in ".platform/confighooks/".`;
    const remedy = `Put the file at "${NGINX_FOLDER}${shorten(path)}", or see to it that the hook is in ".platform/confighooks/" too.`;
    return tell$1('note', include, { what, remedy });
}
/** Beanstalk writes these only where they are needed: with enhanced health, with mappings of static files. */
function isGenerated(path) {
    return /(^|\/)conf\.d\/elasticbeanstalk\/(healthd|01_static)\.conf$/.test(path);
}
function findExactNames(nginx) {
    return listIncludes(nginx)
        .filter(({ args }) => isGenerated(args[0] ?? ''))
        .map(include => {
        const isHealthd = include.args[0]?.endsWith('healthd.conf');
        const when = isHealthd ? 'with enhanced health reporting' : 'where static files are mapped';
        const what = `includes "${include.args[0]}" by its name. Beanstalk writes that file only ${when}; without it nginx refuses the include, and the deployment fails.`;
        return tell$1('note', include, { what, remedy: 'Write: include conf.d/elasticbeanstalk/*.conf;' });
    });
}
function findLiveIncludes(nginx) {
    return listIncludes(nginx)
        .filter(({ args }) => /^\/etc\/nginx\/conf\.d\//.test(args[0] ?? ''))
        .map(include => {
        const path = (include.args[0] ?? '').replace('/etc/nginx/', '');
        const what = `includes "/etc/nginx/${shorten(path)}". While Beanstalk tests the new files, these are still those of the last deployment: a mistake in them shows only when nginx is started, with the proxy down.`;
        return tell$1('note', include, { what, remedy: `Write: include ${shorten(path)};` });
    });
}
function findMissingHealthd({ tree, files }) {
    const logs = [...walk(tree.http)].filter(({ name }) => name === 'access_log');
    const isLogged = logs.some(({ args }) => args[0]?.startsWith('/var/log/nginx/healthd/'));
    const isServing = listServers({ tree }).length > 0;
    if (isLogged || !isServing || !files.has(NGINX_CONF))
        return [];
    const what = "begins an nginx.conf that writes no log for Beanstalk's health agent: enhanced health has no data about requests.";
    const remedy = `Add to the server block of "${NGINX_CONF}": include conf.d/elasticbeanstalk/*.conf;`;
    return [tell$1('note', { file: NGINX_CONF, line: 1 }, { what, remedy })];
}
function findUnknownFormats(nginx) {
    const known = nginx.tree.http.filter(({ name }) => name === 'log_format').map(({ args }) => args[0]);
    return listBlocks(nginx).flatMap(({ directives }) => directives.flatMap(log => {
        const format = log.args[1] ?? 'combined';
        const isKnown = format === 'combined' || format.includes('=') || known.includes(format);
        const blamed = findBlamed(log, nginx);
        if (log.name !== 'access_log' || !blamed || isKnown)
            return [];
        const refusal = {
            level: 'http',
            what: describeLack(log, `logs in the format "${shorten(format)}", which no log_format defines in what is loaded`, `log_format ${shorten(format)}`),
            error: `unknown log format "${shorten(format)}"`,
            remedy: format === 'healthd'
                ? `Add to the http block of "${NGINX_CONF}": include conf.d/*.conf;`
                : `Define it at the http level: log_format ${shorten(format)} '...';`,
        };
        return [refuseName(blamed, refusal, nginx)];
    }));
}

/** Rules about locations that hand the Upgrade header on, and what gets lost on the way. */
const LOCATION_RULES = [
    { name: 'lost-host', find: findLostHosts },
    { name: 'overwritten-scheme', find: findOverwrittenSchemes },
    { name: 'slash-at-the-end', find: findSlashes },
    { name: 'old-http-version', find: findOldVersions },
    { name: 'headers-not-inherited', find: findUninherited },
];
/** The bundle's own locations that hand Upgrade on to an app. */
function listWebSocketLocations(nginx) {
    const broken = new Set(nginx.tree.problems.map(({ file }) => file));
    return listBlocks(nginx).flatMap(block => {
        const { owner, context, around, directives } = block;
        // Of a file that was not read to its end something seems to be missing.
        if (owner && broken.has(owner.file))
            return [];
        const passes = directives.some(({ name }) => name === 'proxy_pass');
        if (context !== 'location' || !owner?.isOwn || !passes || !setsUpgrade(owner))
            return [];
        return [{ location: owner, block, levels: [nginx.tree.http, ...around.map(({ block = [] }) => block), directives] }];
    });
}
function findHeader({ block = [] }, header) {
    return block.find(({ name, args }) => name === 'proxy_set_header' && args[0]?.toLowerCase() === header);
}
function describe({ args }) {
    return `a location (${shorten(args.join(' '))})`;
}
// nginx takes no header from outside once a location sets one, and then sends the name from proxy_pass.
function findLostHosts(nginx) {
    return listWebSocketLocations(nginx)
        .filter(({ location }) => !findHeader(location, 'host'))
        .map(({ location }) => {
        const pass = location.block?.find(({ name }) => name === 'proxy_pass')?.args[0] ?? '';
        const host = pass.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
        const what = `has ${describe(location)} that does not hand the Host header on: the app sees "${shorten(host)}" in its place, and one that compares it with the Origin refuses the WebSocket.`;
        return tell$1('note', location, { what, remedy: 'Add to the location: proxy_set_header Host $host;' });
    });
}
// Behind a load balancer that speaks TLS nginx is asked in http.
function findOverwrittenSchemes(nginx) {
    const listAddressesOnce = remember$1(listAddresses);
    return listWebSocketLocations(nginx).flatMap(({ location, block }) => {
        const header = findHeader(location, 'x-forwarded-proto');
        const server = block.around.find(({ name }) => name === 'server');
        const isOn80 = !server || listAddressesOnce(server).some(({ port }) => port === 80);
        if (!header || !isOn80 || !/^\$(\{scheme\}|scheme)$/.test(header.args[1] ?? ''))
            return [];
        const what = `sets X-Forwarded-Proto to $scheme, which is "http" behind a load balancer that speaks TLS: the app takes a wss client for a ws one, and may refuse its Origin or redirect it.`;
        const remedy = 'Remove the line: what the load balancer sent is then handed on. Or write: proxy_set_header X-Forwarded-Proto $http_x_forwarded_proto;';
        return [tell$1('note', header, { what, remedy })];
    });
}
function findSlashes(nginx) {
    const listPathsOnce = remember$1(listPaths);
    return listWebSocketLocations(nginx).flatMap(({ location, block }) => {
        const { modifier, path } = parseLocation(location.args);
        const bare = path.slice(0, -1);
        // Socket.IO's clients send the slash.
        if (!(modifier === '' || modifier === '^~') || !/.\/$/.test(path) || path === '/socket.io/')
            return [];
        if (listPathsOnce(block.around.at(-1)?.block ?? []).has(bare))
            return [];
        const what = `has ${describe(location)} with a slash at its end: nginx answers "${shorten(bare)}" with a redirect (301), which a WebSocket client does not follow.`;
        return [tell$1('note', location, { what, remedy: `Write: location ${shorten(bare)} { ... }` })];
    });
}
/** Of exact locations and of prefixes. */
function listPaths(directives) {
    const locations = directives.filter(({ name }) => name === 'location').map(({ args }) => parseLocation(args));
    return new Set(locations.filter(({ modifier }) => /^(=|\^~)?$/.test(modifier)).map(({ path }) => path));
}
// A file may have thousands of locations in one block.
function remember$1(make) {
    const made = new Map();
    return key => {
        const value = made.has(key) ? made.get(key) : make(key);
        made.set(key, value);
        return value;
    };
}
function findOldVersions(nginx) {
    const findVersion = remember$1((directives) => {
        return directives.findLast(({ name }) => name === 'proxy_http_version');
    });
    return listWebSocketLocations(nginx).flatMap(({ location, levels }) => {
        const version = levels.map(findVersion).findLast(found => found !== undefined);
        if (version?.args[0] === '1.1')
            return [];
        const said = version ? `sets proxy_http_version ${shorten(version.args[0] ?? '')}` : 'has no proxy_http_version';
        const what = `has ${describe(location)} that ${said}: the app is asked in HTTP/1.0, and a strict server opens no WebSocket then.`;
        return [tell$1('note', location, { what, remedy: 'Add to the location: proxy_http_version 1.1;' })];
    });
}
/** Of Upgrade and Connection outside of a location: whether any location takes them over. */
function findUninherited(nginx) {
    const taken = listTaken(nginx);
    return listBlocks(nginx)
        .filter(({ context, directives }) => (context === 'http' || context === 'server') && !taken.has(directives))
        .flatMap(({ directives }) => {
        const headers = directives.filter(({ name, args, isOwn }) => {
            return isOwn && name === 'proxy_set_header' && /^(upgrade|connection)$/i.test(args[0] ?? '');
        });
        const [first] = headers;
        if (!first)
            return [];
        const what = `sets ${headers.map(({ args }) => args[0]).join(' and ')} outside of a location, to no effect: every location below sets headers of its own, and then nginx takes none from outside.`;
        const remedy = `Move the lines into the location that leads to the app, or remove them: ${REMARK}`;
        return [tell$1('no-effect', first, { what, remedy })];
    });
}
const REMARK = "Beanstalk's own location hands Upgrade on by itself on most platforms.";
/** The blocks whose headers some location with a proxy_pass takes over: the nearest that sets any. */
function listTaken(nginx) {
    const sets = remember$1((directives) => {
        return directives.some(({ name }) => name === 'proxy_set_header');
    });
    const passing = listBlocks(nginx).filter(({ directives }) => directives.some(({ name }) => name === 'proxy_pass'));
    const nearest = passing.map(({ around, directives }) => {
        return [nginx.tree.http, ...around.map(({ block = [] }) => block), directives].findLast(sets);
    });
    return new Set(nearest.filter(directives => directives !== undefined));
}

/** The rule about logs in folders that a new instance does not have: nginx and httpd open their logs before they start. */
const LOG_FOLDER_RULES = [{ name: 'log-folder-not-there', find: findLogs }];
/** Of the image and of the packages of nginx and httpd. */
const KNOWN = ['/var/log', '/var/log/nginx', '/var/log/nginx/healthd', '/var/log/httpd', '/tmp', '/var/tmp', '/dev'];
/** What lies in these was not looked through. */
const UNSEEN = /^\/(var\/app|etc|usr|opt|run|var\/run|var\/lib|var\/cache|proc|sys)(\/|$)/;
function findLogs(scanned) {
    const makers = listMakers(scanned);
    return [...listNginxLogs(scanned), ...listHttpdLogs(scanned)].flatMap(log => {
        const folder = /^(\/.+)\/[^/]+$/.exec(log.path)?.[1];
        if (folder === undefined || log.path.includes('$') || KNOWN.includes(folder) || UNSEEN.test(folder))
            return [];
        if (makers.some(text => text.includes(folder)))
            return [];
        const what = `logs to "${shorten(log.path)}". A new instance has no folder "${shorten(folder)}", and nothing of the bundle was seen to make it: without it the proxy refuses the files, and the deployment fails.`;
        const remedy = `Log to ${log.usual}, or make the folder in a hook in ".platform/hooks/prebuild/": mkdir -p ${shorten(folder)}`;
        return [tell$1('note', log, { what, remedy })];
    });
}
function listNginxLogs({ tree, files }) {
    const directives = tree ? [...listMain({ files }), ...walk(tree.http)] : [];
    return directives
        .filter(({ name, isOwn }) => isOwn && /^(access|error)_log$/.test(name))
        .map(({ args, file, line }) => ({ path: args[0] ?? '', file, line, usual: '/var/log/nginx/' }));
}
// A path without a slash at its beginning is below /etc/httpd, whose "logs" leads to /var/log/httpd.
function listHttpdLogs({ proxy, files }) {
    const own = proxy.proxy === 'apache' ? [...files].filter(([file]) => file.endsWith('.conf')) : [];
    return own.flatMap(([file, text]) => [...walkHttpd(parseHttpd(text).directives)]
        .filter(({ name }) => /^(customlog|errorlog|transferlog|forensiclog)$/.test(name))
        .map(({ args, line }) => ({ path: args[0] ?? '', file, line, usual: '/var/log/httpd/' })));
}
/** What could make a folder: the texts of hooks and commands, and the paths of files that are written. */
function listMakers({ strays, extensions }) {
    const hooks = [...strays].filter(([name]) => /^(\.platform\/(conf)?hooks\/|Buildfile$)/.test(name));
    return [
        ...hooks.map(([, text]) => text),
        ...extensions.flatMap(listCommands).map(({ text }) => text),
        ...extensions.flatMap(listWrittenFiles).map(({ target }) => target),
    ];
}

/** Rules about files that nginx cannot read at all. */
const SYNTAX_RULES = [
    { name: 'byte-order-mark', find: findByteOrderMarks },
    { name: 'yaml-in-nginx-file', find: findYaml },
    { name: 'nginx-syntax', find: findProblems },
    { name: 'no-events-section', find: findMissingEvents },
];
function findByteOrderMarks({ files, tree }) {
    const marked = [...files].filter(([file, text]) => tree.loaded.has(file) && text.startsWith('\uFEFF'));
    return marked.map(([file]) => refuse({ file, line: 1 }, {
        what: 'begins with a byte order mark, which nginx takes for a part of the first word',
        error: 'unknown directive',
        remedy: saveWithoutBom(file),
    }));
}
function findYaml({ files, tree }) {
    return [...files].flatMap(([file, text]) => {
        const found = tree.loaded.has(file) ? findFirstKey(text) : undefined;
        if (!found)
            return [];
        const refusal = {
            what: `has "${found.key}", which is a key of a YAML file in .ebextensions`,
            error: `unknown directive "${found.key}"`,
            remedy: keepBelowContent(file),
        };
        return [refuse({ file, line: found.line }, refusal)];
    });
}
const YAML_KEY = /^(files|option_settings|commands|container_commands|packages|Resources):$/;
function findFirstKey(text) {
    const lines = text.replace(/^\uFEFF/, '').split('\n');
    const index = lines.findIndex(line => line.trim() !== '' && !line.trim().startsWith('#'));
    const key = lines[index]?.trim() ?? '';
    return YAML_KEY.test(key) ? { key, line: index + 1 } : undefined;
}
function findProblems({ tree, files }) {
    return tree.problems
        .filter(({ file }) => findFirstKey(files.get(file) ?? '') === undefined)
        .map(({ file, line, text }) => {
        // A bound of this reading; nginx may well take it.
        if (/^(blocks more than|includes that)/.test(text)) {
            return tell$1('note', { file, line }, { what: `has ${text}: it was not read to its end.`, remedy: SIMPLER });
        }
        if (text === RECURSION)
            return refuse({ file, line }, { what: `has ${text}`, remedy: NO_RECURSION });
        if (text === NO_END_BEFORE) {
            return refuse({ file, line }, { what: `has ${text}`, error: 'unexpected "}"', remedy: MISSING_END });
        }
        const remedy = 'Correct the file; "nginx -t" names the place.';
        return refuse({ file, line }, { what: `has ${text}`, remedy });
    });
}
const MISSING_END = 'Add the ";" to the end of the line before it.';
const NO_RECURSION = 'Remove the line, or name a folder in which the file itself does not lie: nginx reads the file in itself until it fails.';
const SIMPLER = 'Make the files simpler to have them looked at.';
function findMissingEvents(nginx) {
    const file = `${NGINX_FOLDER}nginx.conf`;
    const main = listMain(nginx);
    const isThere = nginx.files.has(file) && !nginx.tree.problems.some(problem => problem.file === file);
    if (!isThere || main.some(isEventsOrInclude))
        return [];
    const refusal = {
        what: 'takes the place of the whole nginx.conf, and has no events section',
        error: 'no "events" section in configuration',
        remedy: ADD_EVENTS,
    };
    return [refuse({ file, line: 1 }, refusal)];
}
function isEventsOrInclude({ name }) {
    return name === 'events' || name === 'include';
}

/** Rules about directives that stand where nginx does not allow them, or more often than it does. */
const PLACEMENT_RULES = [
    { name: 'unknown-directive', find: findUnknown$2 },
    { name: 'directive-not-allowed-here', find: findMisplaced },
    { name: 'duplicate-directive', find: findDuplicates$1 },
];
/** A name with anything but letters, digits and "_": a space or a quotation mark of a web page, a colon, "<<<<<<<". */
function findUnknown$2(nginx) {
    const blocks = [{ directives: listMain(nginx) }, ...listBlocks(nginx)];
    return blocks.flatMap(({ directives }) => directives
        .filter(({ isOwn, name }) => isOwn && !/^\w+$/.test(name) && !YAML_KEY.test(name))
        .map(directive => {
        const name = shorten(directive.name);
        return refuse(directive, {
            what: `begins with "${name}", which is no word of nginx`,
            error: `unknown directive "${name}"`,
            remedy: 'Type the line anew: what is copied from a page may hold spaces and quotation marks that look right.',
        });
    }));
}
function findMisplaced(nginx) {
    const main = listMain(nginx).filter(directive => !isAllowed(directive, 'main'));
    const inner = listBlocks(nginx).flatMap(({ context, directives }) => {
        return directives
            .filter(directive => directive.isOwn && !isAllowed(directive, context))
            .map(directive => misplaced(directive, context));
    });
    return [...main.map(directive => misplaced(directive, 'main')), ...inner];
}
function isAllowed({ name }, context) {
    return placesOf(name)?.contexts.includes(context) ?? true;
}
function placesOf(name) {
    if (UNTRIED_DIRECTIVES$1.includes(name))
        return { contexts: ['main'], isSingle: false };
    return Object.hasOwn(NGINX_DIRECTIVES, name) ? NGINX_DIRECTIVES[name] : undefined;
}
const OUTSIDE = {
    main: 'outside of the http block',
    events: 'in the events block',
    http: 'outside of a server',
    server: 'inside of a server',
    location: 'inside of a location',
    if: 'inside of an "if"',
    'if in server': 'inside of an "if"',
    upstream: 'inside of an upstream',
};
function misplaced(directive, context) {
    const { name, args, block } = directive;
    const shown = name === 'location' ? `a location (${args.join(' ').slice(0, 60)})` : `"${name}"`;
    const refused = refuse(directive, {
        what: `has ${shown} ${OUTSIDE[context]}`,
        error: `"${name}" directive is not allowed here`,
        remedy: placeFor(directive, context, block !== undefined),
    });
    // The trial leaves these out, so that it cannot have the last word.
    return UNTRIED_DIRECTIVES$1.includes(name) ? { ...refused, kind: 'refused-by-instance' } : refused;
}
function placeFor({ name, file }, context, isBlock) {
    const contexts = placesOf(name)?.contexts ?? [];
    const what = name === 'location' ? 'the location' : isBlock ? 'the whole block' : 'the line';
    if (contexts.includes('main') && context !== 'main') {
        return removeFromInclude(what, name);
    }
    if (context === 'main')
        return `Put ${what} inside of the http block${contexts.includes('http') ? '' : ', in a server'}.`;
    if (contexts.includes('server') && context === 'http') {
        return moveIntoServer(what, lastPart(file));
    }
    if (contexts.includes('http') && context !== 'http') {
        return moveToHttpLevel(what, lastPart(file));
    }
    return `Move ${what} to where nginx allows it: ${contexts.join(', ')}.`;
}
function findDuplicates$1(nginx) {
    const main = { context: 'main', owner: undefined, around: [], directives: listMain(nginx) };
    return [main, ...listBlocks(nginx)].flatMap(({ context, directives }) => {
        const singles = directives.filter(({ name }) => placesOf(name)?.isSingle);
        const groups = Map.groupBy(singles, ({ name }) => name).values();
        return [...groups].flatMap(group => {
            const own = group.filter(({ isOwn }) => isOwn);
            const last = group.length > 1 ? own.at(-1) : undefined;
            const other = group.find(directive => directive !== last);
            return last && other ? [duplicate(last, other, context)] : [];
        });
    });
}
function duplicate(directive, other, context) {
    const { name } = directive;
    const where = other.isOwn ? nameLine(other) : `Beanstalk's own ${lastPart(other.file)}`;
    const isAlways = context === 'server' && !other.isOwn && !placesOf(name)?.contexts.includes('location');
    const inLocation = isAlways ? '' : ', or set it inside of a location of your own';
    return refuse(directive, {
        what: `has "${name}", which ${where} has at the same level`,
        error: `"${name}" directive is duplicate`,
        remedy: other.isOwn ? REMOVE_ONE_LINE : `Remove the line${inLocation}.`,
    });
}

/** What to do with a server of the bundle that gets no requests. */
/** In the imperative. Beanstalk's own server has a location for "/" on every platform, and nginx takes no second one. */
function adviseMoving({ block = [] }) {
    const locations = block.filter(({ name, args }) => name === 'location' && args.length > 0);
    const others = locations.filter(({ args }) => !isRoot(args));
    const hasRoot = others.length < locations.length;
    const timeouts = `its timeouts out of the server to a file in "${NGINX_FOLDER}conf.d/"`;
    if (hasRoot && others.length === 0) {
        return `Remove the server: Beanstalk's own hands "/" to the app already. Move ${timeouts}.`;
    }
    const root = hasRoot ? ' Leave its location / out: Beanstalk\'s own hands "/" to the app already.' : '';
    const which = hasRoot ? 'its other locations' : 'its locations';
    return `Move ${which} to a file in "${NGINX_FOLDER}conf.d/elasticbeanstalk/", and ${timeouts}.${root}`;
}
function isRoot(args) {
    const { modifier, path } = parseLocation(args);
    return path === '/' && (modifier === '' || modifier === '^~');
}

/** Rules about ports: the app's own, those that nobody asks, and those of a container that are not on the host. */
const PORT_RULES = [
    { name: 'port-of-the-app', find: findAppPorts },
    { name: 'other-port', find: findOtherPorts },
    { name: 'address-of-the-host', find: findHostAddresses },
    { name: 'not-the-port-of-the-app', find: findWrongPorts },
];
// The app has its port before nginx starts, and nginx is the one to fail. "nginx -t" alone does not see it.
function findAppPorts(nginx) {
    const { target } = nginx.proxy;
    if (target.kind !== 'loopback' || target.port === 80)
        return [];
    return listServers(nginx)
        .flatMap(({ block = [] }) => block.filter(({ name, isOwn }) => name === 'listen' && isOwn))
        .filter(listen => listAddresses({ block: [listen] }).some(({ port }) => port === target.port))
        .map(listen => refuse(listen, {
        what: `listens on port ${target.port}, which is the app's own`,
        error: `bind() to 0.0.0.0:${target.port} failed (98: Address already in use)`,
        remedy: LEAVE_APP_PORT,
    }));
}
function findOtherPorts(nginx) {
    const { target } = nginx.proxy;
    const passed = new Set(listPasses(nginx).map(pass => parsePass(pass)?.port));
    return listServers(nginx).flatMap(server => {
        const ports = listAddresses(server).map(({ port }) => port);
        const isReached = ports.some(port => port === 80 || port === 443 || passed.has(port));
        const isApp = target.kind === 'loopback' && ports.includes(target.port);
        if (!server.isOwn || ports.length === 0 || isReached || isApp)
            return [];
        const losses = tellLosses(listLosses(server.block ?? []).filter(loss => !loss.startsWith('listen')));
        const what = `has a server that listens on port ${ports.join(' and ')} only, to which Beanstalk's load balancer sends nothing unless a process of the environment names that port.${losses}`;
        return [tell$1('no-effect', server, { what, remedy: adviseMoving(server) })];
    });
}
// The port of a container is not published on the host.
function findHostAddresses(nginx) {
    if (nginx.proxy.target.kind !== 'container')
        return [];
    const listening = new Set(listServers(nginx)
        .flatMap(listAddresses)
        .map(({ port }) => port));
    return listPasses(nginx).flatMap(pass => {
        const { host = '', port = 80 } = parsePass(pass) ?? {};
        if (!pass.isOwn || !/^(127\.\d+\.\d+\.\d+|localhost|0\.0\.0\.0)$/.test(host) || listening.has(port))
            return [];
        const what = `passes requests to ${host}:${port}, where nobody listens: a container has an address of its own, so the answer is 502.`;
        return [tell$1('no-effect', pass, { what, remedy: 'Write: proxy_pass http://docker;' })];
    });
}
// Several processes, and commands that name the port, may well have something listen there.
function findWrongPorts(nginx) {
    const { proxy, strays, names, port: setPort } = nginx;
    const { target } = proxy;
    const processes = (strays.get('Procfile') ?? '').split('\n').filter(line => /^\s*[\w-]+\s*:/.test(line));
    if (target.kind !== 'loopback' || processes.length > 1 || names.some(isComposeFile))
        return [];
    const listening = new Set(listServers(nginx)
        .flatMap(listAddresses)
        .map(({ port }) => port));
    const because = setPort === undefined ? "the platform's default" : 'PORT';
    return listHosts(nginx).flatMap(({ directive, host, port = 80 }) => {
        const isLocal = /^(127\.\d+\.\d+\.\d+|localhost|0\.0\.0\.0)$/.test(host);
        if (!directive.isOwn || !isLocal || port === target.port || listening.has(port) || isNamed(port, nginx))
            return [];
        const what = `passes requests to port ${port}, and the app of this environment listens on ${target.port} (${because}): unless something else of yours listens on ${port}, the answer is 502.`;
        const remedy = `Write the app's port: ${directive.name} ${directive.name === 'server' ? '' : 'http://'}127.0.0.1:${target.port};`;
        return [tell$1('note', directive, { what, remedy })];
    });
}
function isComposeFile(name) {
    return /^(docker-)?compose\.ya?ml$/.test(name);
}
function isNamed(port, { strays, commands }) {
    const starting = [...strays].filter(([name]) => /^(Procfile|Buildfile|\.platform\/(conf)?hooks\/.*)$/.test(name));
    const word = new RegExp(`(?<!\\d)${port}(?!\\d)`);
    return [...starting.map(([, text]) => text), ...commands].some(text => word.test(text));
}

/** Which server of nginx answers on port 80 to who asks for no other's name. */
/** The one that says so, else the first of port 80; undefined where none listens there. */
function findDefaultServer(servers) {
    const on80 = servers.filter(isOn80);
    return on80.find(({ block = [] }) => block.some(isDefaultOn80)) ?? on80[0];
}
function isOn80(server) {
    return listAddresses(server).some(({ port }) => port === 80);
}
// "default" is the older word for "default_server", and means the same.
function isDefaultOn80({ name, args: [address = '', ...options] }) {
    const isDefault = options.includes('default_server') || options.includes('default');
    return name === 'listen' && isDefault && parseAddress(address)?.port === 80;
}

/** Rules about servers and maps of the bundle that others win over. */
const SERVER_RULES = [
    { name: 'server-name-too-long', find: findLongNames },
    { name: 'shadowed-server', find: findShadowed },
    { name: 'server-beside', find: findBeside },
    { name: 'map-that-loses', find: findLosingMaps },
];
// A bucket of the hash has 64 bytes: two pointers of 8, and the length and the name on a multiple of 8 (ngx_hash.h).
const LONGEST_NAME$1 = 46;
// The table is made for an address with more than one server.
function findLongNames(nginx) {
    if (nginx.tree.http.some(({ name }) => name === 'server_names_hash_bucket_size'))
        return [];
    const shared = listSharedPorts(listServers(nginx));
    const servers = listServers(nginx).filter(server => listAddresses(server).some(({ port }) => shared.has(port)));
    return servers.flatMap(({ block = [] }) => block.flatMap(directive => {
        const isExact = (name) => !/^[~*.]|\*$/.test(name);
        const long = directive.args.find(name => isExact(name) && name.length > LONGEST_NAME$1);
        if (directive.name !== 'server_name' || !directive.isOwn || !long)
            return [];
        const refusal = {
            what: `has a server_name of ${long.length} characters, "${shorten(long)}", for which nginx's table of names is too small`,
            error: 'could not build server_names_hash, you should increase server_names_hash_bucket_size: 64',
            remedy: RAISE_NAMES_BUCKET,
        };
        return [refuse(directive, refusal)];
    }));
}
/** Those of the bundle on port 80 that get no requests. */
function findShadowedServers(nginx) {
    const winner = findDefaultServer(listServers(nginx));
    return listServers(nginx).filter(server => {
        return isOn80(server) && server !== winner && server.isOwn && !hasNameOfItsOwn(server);
    });
}
function hasNameOfItsOwn({ block = [] }) {
    const names = block.filter(({ name }) => name === 'server_name').flatMap(({ args }) => args);
    return names.some(name => name !== '_' && name !== '' && name !== 'localhost');
}
function findShadowed(nginx) {
    const winner = findDefaultServer(listServers(nginx));
    const other = winner?.isOwn ? `the one at ${nameLine(winner)}` : "Beanstalk's own";
    return findShadowedServers(nginx)
        .filter(server => listAddresses(server).every(({ port }) => port === 80))
        .map(server => {
        const losses = tellLosses(listLosses(server.block ?? []));
        const what = `has a server on port 80 that gets no requests, because ${other} is the default one there; what is set inside of it has no effect.${losses}`;
        return tell$1('no-effect', server, { what, remedy: adviseMoving(server) });
    });
}
// Where Upgrade has to be added by a location, a server of another name or port does not get that location.
function findBeside(nginx) {
    if (nginx.proxy.forwardsUpgrade === 'yes')
        return [];
    const shadowed = new Set(findShadowedServers(nginx));
    return listServers(nginx).flatMap(server => {
        const addresses = listAddresses(server);
        const isReached = addresses.some(({ port }) => port === 80 || port === 443) && !shadowed.has(server);
        const isBeanstalks = server.block?.some(({ isOwn }) => !isOwn);
        if (!server.isOwn || !isReached || isBeanstalks || lastPart(server.file) === 'nginx.conf')
            return [];
        if ([...walk(server.block ?? [])].some(setsUpgrade))
            return [];
        const what = `has a server of its own beside Beanstalk's: requests to it do not pass the location that hands Upgrade on, so a WebSocket to its name or port will not open.`;
        const remedy = `Give it a location for the path of the WebSocket, with: ${UPGRADE_LINES}`;
        return [tell$1('note', server, { what, remedy })];
    });
}
// nginx takes two maps of one variable without a word, and the later one counts.
function findLosingMaps({ tree }) {
    const maps = tree.http.filter(({ name, args }) => name === 'map' && args.length === 2);
    const groups = Map.groupBy(maps, ({ args }) => args[1]?.toLowerCase() ?? '');
    return [...groups].flatMap(([variable, group]) => {
        const winner = group.at(-1);
        const counts = winner && writeMap(winner);
        return group
            .filter(map => map !== winner && map.isOwn && writeMap(map) !== counts)
            .map(map => {
            const by = winner?.isOwn ? nameLine(winner) : "Beanstalk's own nginx.conf";
            const what = `maps ${shorten(variable)}, and so does ${by} later on, which counts: this map has no effect.`;
            const remedy = winner?.isOwn
                ? 'Remove one of the two.'
                : 'Remove the map, or give its variable another name, here and where it is used.';
            return tell$1('no-effect', map, { what, remedy });
        });
    });
}
function writeMap({ args, block = [] }) {
    const lines = block.map(({ name, args }) => `${name} ${args.join(' ')}`).sort();
    return [args[0], ...lines].join('\n');
}

/** Rules about redirects to https, which a WebSocket client does not follow. */
const REDIRECT_RULES = [{ name: 'redirect-of-everything', find: findRedirects }];
function findRedirects(nginx) {
    const shadowed = new Set(findShadowedServers(nginx));
    return listBlocks(nginx).flatMap(block => {
        const { around, owner } = block;
        const redirects = block.directives.filter(({ name, args, isOwn }) => isOwn && isRedirect(name, args));
        if (redirects.length === 0)
            return [];
        const chain = [...around, ...(owner ? [owner] : [])];
        const server = chain.find(({ name }) => name === 'server');
        const isAsked = server && !shadowed.has(server) && listAddresses(server).some(({ port }) => port === 80);
        const how = isAsked ? describeReach(block) : undefined;
        if (!how)
            return [];
        return redirects.map(redirect => {
            const other = findOtherHost(redirect.args, server);
            if (other !== undefined) {
                const what = `redirects to https on another name, ${shorten(other)}. A WebSocket client does not follow a redirect.`;
                return tell$1('note', redirect, { what, remedy: `Have the clients open their WebSockets at ${shorten(other)}.` });
            }
            const what = `redirects to https ${how}. A WebSocket client does not follow a redirect. Behind a load balancer that speaks TLS, nginx is asked in http for everything, so that this never ends; its health checks are redirected too.`;
            return tell$1('note', redirect, { what, remedy: REMEDY });
        });
    });
}
const REMEDY = 'Redirect only what the load balancer got in http: if ($http_x_forwarded_proto = "http") { return 301 https://$host$request_uri; }';
/** A name in the target that is none of the server's own. */
function findOtherHost(args, server) {
    const names = (server?.block ?? []).filter(({ name }) => name === 'server_name').flatMap(directive => directive.args);
    const host = args.flatMap(arg => /^https:\/\/([\w.-]+)(?:[:/$]|$)/.exec(arg)?.[1] ?? [])[0]?.toLowerCase();
    const isNamed = names.length > 0 && names.every(name => /^[\w.-]*[a-z][\w.-]*$/i.test(name));
    return host !== undefined && isNamed && !names.some(name => name.toLowerCase() === host) ? host : undefined;
}
function isRedirect(name, args) {
    const isReturn = name === 'return' && /^(30[12378])$|^https:/.test(args[0] ?? '');
    return isReturn ? args.some(arg => arg.startsWith('https:')) : name === 'rewrite' && /^https:/.test(args[1] ?? '');
}
/** What of the requests it meets; undefined where that is not everything, or where it looks at X-Forwarded-Proto. */
function describeReach({ context, owner, around }) {
    const chain = [...around, ...(owner ? [owner] : [])];
    const location = chain.find(({ name }) => name === 'location');
    if (location && !isEverything(parseLocation(location.args)))
        return undefined;
    const condition = chain.find(({ name }) => name === 'if')?.args[0];
    if (condition === undefined)
        return context === 'server' || location ? 'without a condition' : undefined;
    const variable = /^\(?\$(\w+)/.exec(condition)?.[1] ?? '';
    const isOwnConnection = ['scheme', 'https', 'server_port'].includes(variable);
    return isOwnConnection ? `by $${variable}, which speaks of nginx's own connection` : undefined;
}
function isEverything({ modifier, path }) {
    return path === '/' && (modifier === '' || modifier === '^~');
}

/** The rule about commands that change the proxy files of Amazon Linux 1 before they are put in place. */
const STAGED_FILE_RULES = [
    { name: 'staged-files-of-amazon-linux-1', find: findStagedFiles },
];
/** It does not exist on Amazon Linux 2 and later. */
const FOLDER = '/tmp/deployment/config/';
const WHAT = `works on "${FOLDER}", which does not exist on Amazon Linux 2 and later`;
function findStagedFiles(scanned) {
    const commands = scanned.extensions.flatMap(listCommands).filter(({ text }) => text.includes(FOLDER));
    const isMade = isMadeElsewhere(scanned, commands);
    return commands.map(command => {
        const { file, line, text, isRequired } = command;
        const remedy = `Remove the command, and put what it adds into a file below "${NGINX_FOLDER}".`;
        const words = readSimpleCommand(text);
        const isFutile = words !== undefined && (failsWithoutFolder(words) || /^rm -\w*f/.test(words.join(' ')));
        if (isMade || !isFutile)
            return tell$1('note', command, { what: `${WHAT}. ${DOUBT}`, remedy });
        if (!isRequired || words[0] === 'rm') {
            return tell$1('no-effect', command, { what: `${WHAT}: the command does nothing.`, remedy });
        }
        const message = `${nameLine(command)} ${WHAT}: the command fails, and with it the deployment.`;
        return { kind: 'refused-by-instance', file, line, message, remedy };
    });
}
const DOUBT = 'No proxy reads it there, so what the command does has no effect; if the command fails, so does the deployment.';
/** Something of the bundle may make the folder first. */
function isMadeElsewhere({ extensions, strays }, commands) {
    const isWritten = extensions.flatMap(listWrittenFiles).some(({ target }) => target.startsWith(FOLDER));
    const texts = [...strays].filter(([name]) => name.startsWith('.platform/hooks/')).map(([, text]) => text);
    return (isWritten ||
        commands.some(({ text }) => /\b(mkdir|install)\b/.test(text)) ||
        texts.some(text => text.includes('/tmp/deployment')));
}
/** These end with an error where a file, or the folder of one, does not exist. */
function failsWithoutFolder(words) {
    const [name = ''] = words;
    // In front of the last one may stand a program of sed, which can begin with a slash.
    if (name === 'sed')
        return words.length > 2 && isBelow$1(words.at(-1));
    return ['cp', 'mv', 'cat'].includes(name) && words.slice(1).some(isBelow$1);
}
function isBelow$1(word) {
    return word?.startsWith(FOLDER) ?? false;
}
// A word, in which quoted parts may stand, or a redirection; nothing else by which a shell does more than run one program.
const WORD = /\s+|>>?|(?:[^\s'"\\;&|<>()`$#{}]|(?<=\S)#|'[^']*'|"(?:[^"\\`$]|\\.|\$(?!\())*")+/gy;
/** Its words without their quotation marks; undefined where it is more than one program with its words. */
function readSimpleCommand(text) {
    const line = text.trim();
    if (line.length > LONGEST_COMMAND || line.includes('\n'))
        return undefined;
    const words = [...line.matchAll(WORD)].map(([word]) => word);
    if (words.join('').length < line.length)
        return undefined;
    return words.filter(word => word.trim() !== '').map(word => word.replaceAll(/['"]/g, ''));
}
const LONGEST_COMMAND = 2000;

/** Rules about servers of the bundle that speak TLS. */
const TLS_RULES = [
    { name: 'no-certificate', find: findMissingCertificates },
    { name: 'certificate-not-in-bundle', find: findForeignCertificates },
    { name: 'ssl-on', find: findSslOn },
    { name: 'tls-server-drops-upgrade', find: findDroppedUpgrades },
];
// nginx asks the first server of each address, or its default one, for a certificate.
function findMissingCertificates(nginx) {
    const servers = listServers(nginx);
    const shared = listSharedPorts(servers);
    if (nginx.tree.http.some(hasCertificate))
        return [];
    return servers.flatMap(({ block = [] }) => {
        const listen = block.find(({ name, args, isOwn }) => name === 'listen' && isOwn && args.includes('ssl'));
        if (!listen || block.some(hasCertificate) || block.some(isRejecting))
            return [];
        // Of several servers the default one counts.
        if (listAddresses({ block: [listen] }).some(({ port }) => shared.has(port)))
            return [];
        return [
            refuse(listen, {
                what: 'listens with "ssl", and its server has no ssl_certificate',
                error: 'no "ssl_certificate" is defined for the "listen ... ssl" directive',
                remedy: ADD_CERTIFICATE,
            }),
        ];
    });
}
function hasCertificate({ name }) {
    return name === 'ssl_certificate';
}
function isRejecting({ name, args }) {
    return name === 'ssl_reject_handshake' && args[0] === 'on';
}
function findForeignCertificates(nginx) {
    return [...walk(nginx.tree.http)].flatMap(directive => {
        const [path = ''] = directive.args;
        const isCertificate = directive.name === 'ssl_certificate' || directive.name === 'ssl_certificate_key';
        if (!isCertificate || !directive.isOwn || path === '' || path.includes('$') || isThere$3(path, nginx))
            return [];
        const what = `reads "${shorten(path)}", which is not there yet when Beanstalk tests the files of a new instance, unless a hook or command makes it before: without it nginx refuses the files, and the deployment fails.`;
        const remedy = path.startsWith('/etc/nginx/')
            ? `Put the file below "${NGINX_FOLDER}" and name it relative to that: ${directive.name} ${shorten(path.slice('/etc/nginx/'.length))};`
            : 'Make the file in ".platform/hooks/prebuild/", or with "files" in an .ebextensions/*.config; on a load balancer TLS needs none of this.';
        return [tell$1('note', directive, { what, remedy })];
    });
}
// /etc/nginx has the files of the bundle only after the first deployment that was not refused.
function isThere$3(path, { files, names, writtenPaths }) {
    const current = /^\/var\/app\/current\/(.+)$/.exec(path)?.[1];
    if (current !== undefined)
        return names.includes(current);
    if (path.startsWith('/'))
        return writtenPaths.includes(path);
    return files.has(NGINX_FOLDER + path.replace(/^(\.\/)+/, ''));
}
function findSslOn({ tree }) {
    return [...walk(tree.http)]
        .filter(({ name, args, isOwn }) => isOwn && name === 'ssl' && /^(on|off)$/.test(args[0] ?? ''))
        .map(directive => {
        const what = `has "ssl ${directive.args[0]};", which nginx 1.25.1 and later no longer know: a platform version with such an nginx (Amazon Linux 2023 since 2025) refuses it (unknown directive "ssl"), and the deployment fails.`;
        return tell$1('note', directive, { what, remedy: 'Write instead: listen 443 ssl;' });
    });
}
function findDroppedUpgrades(nginx) {
    return listServers(nginx).flatMap(server => {
        const { block = [], isOwn } = server;
        if (!isOwn || !speaksTls(server))
            return [];
        const locations = [...walk(block)].filter(({ name }) => name === 'location');
        const passing = locations.filter(location => location.block?.some(({ name }) => name === 'proxy_pass'));
        if (passing.length === 0 || passing.some(setsUpgrade) || inheritsUpgrade(server, passing))
            return [];
        const what = `has a server with TLS (port ${listAddresses(server)[0]?.port ?? 443}) that does not hand the Upgrade header to the app: a WebSocket to it will not open.`;
        const remedy = `Add to its location: ${UPGRADE_LINES}`;
        return [tell$1('note', server, { what, remedy })];
    });
}
/** A location without a proxy_set_header of its own takes those around it. */
function inheritsUpgrade(server, passing) {
    return setsUpgrade(server) && passing.some(({ block = [] }) => !block.some(({ name }) => name === 'proxy_set_header'));
}

/** The variables that nginx knows by itself: https://nginx.org/en/docs/varindex.html, with those of all its own modules. */
const NGINX_VARIABLES = new Set(`ancient_browser args binary_remote_addr body_bytes_sent bytes_received bytes_sent connection connection_requests
  connection_time connections_active connections_reading connections_waiting connections_writing content_length
  content_type date_gmt date_local document_root document_uri fastcgi_path_info fastcgi_script_name
  geoip_area_code geoip_city geoip_city_continent_code geoip_city_country_code geoip_city_country_code3
  geoip_city_country_name geoip_country_code geoip_country_code3 geoip_country_name geoip_dma_code geoip_latitude
  geoip_longitude geoip_org geoip_postal_code geoip_region geoip_region_name gzip_ratio host hostname http2 http3 https
  invalid_referer is_args is_request_port jwt_payload limit_conn_status limit_rate limit_req_status memcached_key
  modern_browser msec msie nginx_version pid pipe proxy_add_x_forwarded_for proxy_host proxy_internal_body_length
  proxy_port proxy_protocol_addr proxy_protocol_port proxy_protocol_server_addr proxy_protocol_server_port query_string
  quic realip_remote_addr realip_remote_port realpath_root remote_addr remote_port remote_user request request_body
  request_body_file request_completion request_filename request_id request_length request_method request_port
  request_time request_uri scheme secure_link secure_link_expires server_addr server_name server_port server_protocol
  session_log_id slice_range spdy spdy_request_priority ssl_alpn_protocol ssl_cipher ssl_ciphers ssl_client_cert
  ssl_client_escaped_cert ssl_client_fingerprint ssl_client_i_dn ssl_client_i_dn_legacy ssl_client_raw_cert
  ssl_client_s_dn ssl_client_s_dn_legacy ssl_client_serial ssl_client_sigalg ssl_client_v_end ssl_client_v_remain
  ssl_client_v_start ssl_client_verify ssl_curve ssl_curves ssl_early_data ssl_ech_outer_server_name ssl_ech_status
  ssl_protocol ssl_server_name ssl_session_id ssl_session_reused ssl_sigalg status tcpinfo_rcv_space tcpinfo_rtt
  tcpinfo_rttvar tcpinfo_snd_cwnd time_iso8601 time_local uid_got uid_reset uid_set upstream_addr
  upstream_bytes_received upstream_bytes_sent upstream_cache_age upstream_cache_key upstream_cache_last_modified
  upstream_cache_status upstream_connect_time upstream_first_byte_time upstream_header_time upstream_last_server_name
  upstream_queue_time upstream_response_length upstream_response_time upstream_session_time upstream_status uri
  userid_got`.split(/\s+/));
/** With a name after it. */
const VARIABLE_PREFIXES = [
    ...['arg_', 'cookie_', 'http_', 'jwt_claim_', 'jwt_header_', 'proxy_protocol_tlv_', 'sent_http_', 'sent_trailer_'],
    ...['upstream_cookie_', 'upstream_http_', 'upstream_trailer_'],
];

/** Rules about variables: nginx knows none of the environment's. */
const VARIABLE_RULES = [
    { name: 'unknown-variable', find: findUnknown$1 },
    { name: 'variable-in-address', find: findInAddresses },
];
/** Which of a directive's arguments may hold variables. Regular expressions, where "$" is the end, are left out. */
const TAKES_VARIABLES = {
    proxy_pass: args => args,
    proxy_set_header: args => args.slice(1),
    add_header: args => args.slice(1),
    return: args => args,
    set: args => args.slice(1),
    rewrite: args => args.slice(1, 2),
    if: args => args.slice(0, 1),
    fastcgi_param: args => args.slice(1, 2),
};
function findUnknown$1(nginx) {
    const known = listDefined(nginx);
    return listBlocks(nginx).flatMap(({ directives }) => directives.flatMap(directive => {
        const unknown = listUsed(directive).find(name => !isKnown(name, known));
        return unknown ? unknownVariable(directive, unknown, nginx) : [];
    }));
}
function listUsed({ name, args }) {
    const pick = Object.hasOwn(TAKES_VARIABLES, name) ? TAKES_VARIABLES[name] : undefined;
    const texts = pick?.(args) ?? [];
    return texts.flatMap(text => [...text.matchAll(VARIABLE)].map(([, braced, plain]) => braced ?? plain ?? ''));
}
const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/g;
// nginx takes the case away. "$1" is a group of a regular expression.
function isKnown(name, known) {
    const lower = name.toLowerCase();
    if (/^\d/.test(lower) || NGINX_VARIABLES.has(lower) || known.has(lower))
        return true;
    return VARIABLE_PREFIXES.some(prefix => lower.startsWith(prefix) && lower.length > prefix.length);
}
/**
 * By `set` and `map`, by named groups of regular expressions, and by what other modules have: their directives begin
 * with the variable (auth_request_set, js_set), or their blocks have a line for each (geoip2).
 */
function listDefined({ tree }) {
    const names = [...walk(tree.http)].flatMap(({ name, args }) => {
        const groups = args.flatMap(text => [...text.matchAll(/\(\?(?:P?<|')(\w+)/g)].map(([, group]) => group ?? ''));
        const isMap = name === 'map' || name === 'geo' || name === 'split_clients';
        const isOfOtherModule = !Object.hasOwn(NGINX_DIRECTIVES, name) && args[0]?.startsWith('$');
        const defined = isMap ? args.at(-1) : name === 'set' || isOfOtherModule ? args[0] : undefined;
        return [
            ...groups,
            ...(name.startsWith('$') ? [name.slice(1)] : []),
            ...(defined ? [defined.replace(/^\$/, '')] : []),
        ];
    });
    return new Set(names.map(name => name.toLowerCase()));
}
function unknownVariable(directive, name, nginx) {
    const { proxy } = nginx;
    const blamed = findBlamed(directive, nginx);
    if (!blamed)
        return [];
    const refusal = {
        level: 'any',
        what: describeLack(directive, `uses $${shorten(name)}, which nothing in these files defines`, `$${shorten(name)}`),
        error: `unknown "${shorten(name.toLowerCase())}" variable`,
        remedy: replaceVariable(name, proxy.target.kind === 'loopback' ? proxy.target.port : undefined),
    };
    return [refuseName(blamed, refusal, nginx)];
}
function findInAddresses(nginx) {
    return listBlocks(nginx).flatMap(({ context, directives }) => directives
        .filter(({ name, isOwn }) => isOwn && (name === 'listen' || (name === 'server' && context === 'upstream')))
        .filter(({ args }) => args[0]?.includes('$'))
        .map(directive => {
        const address = shorten(directive.args[0] ?? '');
        return refuse(directive, {
            what: `has a variable in "${address}", where nginx takes none`,
            error: directive.name === 'listen' ? `"${address}" of the "listen" directive` : `in upstream "${address}"`,
            remedy: WRITE_PORT_NUMBER,
        });
    }));
}

/** Rules about nginx's shared memory, which limits and caches name: each is defined once, and before it is used. */
const ZONE_RULES = [
    { name: 'duplicate-zone', find: findDuplicates },
    { name: 'unknown-zone', find: findUnknown },
];
const DEFINING = ['limit_req_zone', 'limit_conn_zone', 'proxy_cache_path'];
/** "zone=chat:1m", "keys_zone=chat:1m". */
function toDefined({ name, args }) {
    if (!DEFINING.includes(name))
        return undefined;
    return args.map(arg => /^(?:keys_)?zone=([^:]+)/.exec(arg)?.[1]).find(zone => zone !== undefined);
}
/** "limit_req zone=chat burst=5;", "limit_conn chat 10;", "proxy_cache chat;". */
function toUsed({ name, args }) {
    const [first = ''] = args;
    if (name === 'limit_req')
        return args.map(arg => /^zone=(.+)/.exec(arg)?.[1]).find(zone => zone !== undefined);
    if (name === 'limit_conn')
        return first;
    return name === 'proxy_cache' && first !== 'off' && !first.includes('$') ? first : undefined;
}
function findDuplicates({ tree }) {
    const groups = Map.groupBy(tree.http, toDefined);
    return [...groups].flatMap(([zone, group]) => {
        const [first, ...others] = group;
        const last = others.findLast(({ isOwn }) => isOwn);
        if (zone === undefined || !first || !last)
            return [];
        const refusal = {
            what: `defines the zone "${shorten(zone)}", and ${nameLine(first)} defines it too`,
            error: last.name === first.name ? 'the zone is already bound' : 'already declared for a different use',
            remedy: 'Give one of the two another name.',
        };
        return [refuse(last, refusal)];
    });
}
function findUnknown(nginx) {
    const known = new Set(nginx.tree.http.map(toDefined));
    return listBlocks(nginx).flatMap(({ directives }) => directives.flatMap(directive => {
        const zone = toUsed(directive);
        if (zone === undefined || !directive.isOwn || known.has(zone))
            return [];
        const by = directive.name === 'proxy_cache' ? 'proxy_cache_path' : `${directive.name}_zone`;
        const refusal = {
            level: 'http',
            what: `uses the zone "${shorten(zone)}", which no ${by} in what is loaded defines`,
            error: directive.name === 'proxy_cache'
                ? `"proxy_cache" zone "${shorten(zone)}" is unknown`
                : 'zero size shared memory zone',
            remedy: `Define it at the http level, in a file in ".platform/nginx/conf.d/", with ${by}.`,
        };
        return [refuseName(directive, refusal, nginx)];
    }));
}

/** Finds what in a bundle would be refused on the instance, would have no effect, or is worth knowing: the table of all rules. */
const NGINX_RULES = [
    ...SYNTAX_RULES,
    ...PLACEMENT_RULES,
    ...DUPLICATE_RULES,
    ...ZONE_RULES,
    ...ADDRESS_RULES$1,
    ...PORT_RULES,
    ...VARIABLE_RULES,
    ...INCLUDE_RULES,
    ...TLS_RULES,
    ...SERVER_RULES,
    ...LOCATION_RULES,
    ...REDIRECT_RULES,
];
/** In the order in which their findings are told. */
const PROXY_RULES = [
    ...NGINX_RULES.map(({ name, find }) => ({ name, find: scanned => pickNginx(scanned).flatMap(find) })),
    ...EBEXTENSION_RULES,
    ...STAGED_FILE_RULES,
    ...LOG_FOLDER_RULES,
    ...HOOK_RULES,
    ...FOLDER_RULES,
];
const MOST_OF_A_KIND = 20;
/** Pure. The same place is told once by each rule; at most 20 of each kind, and then how many more. */
function findMistakes(scanned) {
    const completer = findCompleter(scanned);
    const found = PROXY_RULES.flatMap(({ name, find }) => {
        return find(scanned).map(finding => doubt$1({ ...finding, rule: name }, completer));
    });
    const once = new Map(found.map(finding => [`${finding.rule}\n${finding.message}`, finding]));
    const groups = Map.groupBy(once.values(), ({ kind }) => kind);
    return [...groups.values()].flatMap(group => [...group.slice(0, MOST_OF_A_KIND), ...countRest(group)]);
}
// What nginx is to test is not what lies in the bundle.
function doubt$1(finding, completer) {
    if (completer === undefined || finding.kind !== 'refused-by-proxy')
        return finding;
    return { ...finding, kind: 'note', message: `${finding.message} ${tellCompleter(completer)}` };
}
/** One, or none where nginx is not the proxy. */
function pickNginx({ tree, names, proxy, port, files, extensions, strays }) {
    if (!tree)
        return [];
    const platformPaths = [...listPlatformFiles(proxy).keys()];
    const writtenPaths = extensions.flatMap(listWrittenFiles).map(({ target }) => target);
    const commands = extensions.flatMap(listCommands).map(({ text }) => text);
    return [{ tree, names, proxy, port, files, strays, platformPaths, writtenPaths, commands }];
}
function countRest(group) {
    const [more] = group.slice(MOST_OF_A_KIND);
    if (!more)
        return [];
    const message = `${group.length - MOST_OF_A_KIND} more like these are not shown.`;
    return [{ kind: more.kind, message, remedy: 'Correct the first ones, and run again to see the next.' }];
}

/** What the bundle's `.ebextensions` set about the way clients come to the instances, and about their launch. Pure. */
function listFrontSettings(extensions) {
    return listSettingsIn(extensions, isAboutFront);
}
function listLaunchSettings(extensions) {
    return listSettingsIn(extensions, namespace => namespace === 'aws:autoscaling:launchconfiguration');
}
/** Names of all options that they set, whatever the value is made of. */
function listOptionNames(extensions) {
    const settings = extensions.flatMap(({ root }) => listSettings(nodeAt(root, 'option_settings')));
    return settings.map(({ namespace, optionName }) => ({ namespace: namespace || ENVIRONMENT_PROPERTIES, optionName }));
}
/** What a list may leave out. */
/** Of several for one option the last one, as Beanstalk reads them. A value that is no scalar is left out. */
function listSettingsIn(extensions, isWanted) {
    const settings = extensions.flatMap(({ root }) => listSettings(nodeAt(root, 'option_settings')));
    const about = settings.filter(({ namespace, value }) => isWanted(namespace) && value !== '');
    return [...new Map(about.map(setting => [`${setting.namespace}:${setting.optionName}`, setting])).values()];
}
/** Both forms, as in https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html. */
function listSettings(node) {
    if (distExports.isSeq(node)) {
        return node.items.map(item => ({
            namespace: textOf(nodeAt(item, 'namespace')),
            optionName: textOf(nodeAt(item, 'option_name')),
            value: textOf(nodeAt(item, 'value')),
        }));
    }
    if (!distExports.isMap(node))
        return [];
    return node.items.flatMap(({ key, value }) => distExports.isMap(value)
        ? value.items.map(option => ({
            namespace: textOf(key),
            optionName: textOf(option.key),
            value: textOf(option.value),
        }))
        : []);
}

/** Reads the hooks of a bundle and its other commands, and what looks like a proxy file where nothing reads it. */
const LONGEST_FILE_BYTES$1 = 64 * 1024;
const MOST_FILES$1 = 100;
const STRAYS$1 = [
    /^(Buildfile|Procfile)$/,
    /^\.platform\/(hooks|confighooks)\/[^/]+\/[^/]+$/,
    /^\.platform\/(nginx|httpd)\/.+\.(conf|config)$/,
    /^\.ebextensions\/(nginx|httpd)\/.+\.conf$/,
    /^\.ebextensions\/[^/]+\.conf$/,
    /^\.?platform\/.+\.conf$/,
];
/** Name -> text; without those that are too long, or too many. */
async function readStrays(bundle) {
    const names = bundle.names.filter(name => STRAYS$1.some(pattern => pattern.test(name)));
    const texts = new Map();
    for (const name of names.slice(0, MOST_FILES$1)) {
        const text = await bundle.readText(name, LONGEST_FILE_BYTES$1);
        if (text !== undefined)
            texts.set(name, text);
    }
    return texts;
}

/** Reads text files of a bundle, as far as they are not too many or too large. */
const LONGEST_FILE_BYTES = 256 * 1024;
const MOST_FILES = 500;
/** Throws what `readText` throws (an ActionError for a damaged zip). */
async function readTexts(bundle, names) {
    const read = new Map();
    const unread = names.slice(MOST_FILES);
    for (const name of names.slice(0, MOST_FILES)) {
        const text = await bundle.readText(name, LONGEST_FILE_BYTES);
        if (text === undefined)
            unread.push(name);
        else
            read.set(name, text);
    }
    return { read, unread };
}
/** `.ebextensions/*.config`, in the order in which Beanstalk reads them. */
function listConfigs({ names }) {
    return names.filter(name => /^\.ebextensions\/[^/]+\.config$/.test(name)).sort();
}

/** Reads what the bundle's `.ebextensions/*.config` say about the proxy. */
/** `configs`: name -> text, in the order in which Beanstalk reads them. Invalid YAML is noted, never thrown. */
function scanEbextensions(configs) {
    const scans = [...configs].map(([file, text]) => scanConfig(file, text));
    return {
        settings: scans.flatMap(scan => scan.settings),
        timeouts: scans.flatMap(scan => scan.timeouts),
        unreadable: scans.flatMap(scan => scan.unreadable),
        extensions: scans.flatMap(scan => scan.extensions),
        findings: scans.flatMap(scan => scan.findings),
    };
}
function scanConfig(file, text) {
    const extension = readEbextension(file, text);
    if (typeof extension !== 'string') {
        const timeouts = findWrittenTimeouts(extension);
        return { settings: findSettings(extension), timeouts, unreadable: [], extensions: [extension], findings: [] };
    }
    const message = `"${file}" could not be read as YAML (${extension}): Beanstalk would refuse the version.`;
    const remedy = 'Correct the file; YAML is indented with spaces, never with tabs.';
    return {
        settings: [],
        timeouts: [],
        unreadable: [file],
        extensions: [],
        findings: [{ kind: 'refused-by-instance', rule: 'ebextension-unreadable', file, message, remedy }],
    };
}
const OPTIONS = [
    ['aws:elasticbeanstalk:environment:proxy', 'ProxyServer'],
    [ENVIRONMENT_PROPERTIES, 'PORT'],
];
/**
 * Both forms: a map of namespaces, and a list of namespace (left out: the environment's properties), option_name, value.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/ebextensions-optionsettings.html
 */
function findSettings({ file, root, toLine }) {
    const settings = nodeAt(root, 'option_settings');
    return OPTIONS.flatMap(([namespace, option]) => {
        const nodes = distExports.isSeq(settings)
            ? settings.items.filter(item => isOption(item, namespace, option)).map(item => nodeAt(item, 'value'))
            : [nodeAt(nodeAt(settings, namespace), option)];
        return nodes.flatMap(node => {
            const value = textOf(node);
            return value ? [{ option, value, file, line: toLine(node) }] : [];
        });
    });
}
function isOption(item, namespace, option) {
    if (!distExports.isMap(item))
        return false;
    return ((textOf(nodeAt(item, 'namespace')) || ENVIRONMENT_PROPERTIES) === namespace &&
        textOf(nodeAt(item, 'option_name')) === option);
}

/** What nginx would make of the platform's files with the bundle's over them, as far as the plan has to know. */
/** `tree`: undefined where no nginx reads the bundle's files, of which these are all in its folder. */
function surveyNginx(tree, proxy, files) {
    if (!tree)
        return NO_NGINX;
    const deciding = listDecidingFiles(proxy).map(path => `${proxy.overlay}${path}`);
    const servers = tree.http.filter(({ name }) => name === 'server');
    const ours = servers.filter(({ block = [] }) => countIncludes(block, LOCATION_PATH) > 0);
    return {
        overrides: findOverrides(tree, deciding.filter(name => files.has(name))),
        httpIncludes: countIncludes(tree.http, TIMEOUTS_PATH),
        upgradeLocations: findUpgradeLocations(tree),
        locations: findServerLocations(ours.length > 0 ? ours : servers, tree.http),
        serverIncludes: Math.max(0, ...servers.map(({ block = [] }) => countIncludes(block, LOCATION_PATH))),
        upstreams: tree.http.filter(({ name }) => name === 'upstream').flatMap(({ args }) => args[0] ?? []),
        upstreamServers: findUpstreamServers(tree.http),
        unreadIncludes: {
            http: tree.http.filter(directive => tree.unread.has(directive)).map(toLine),
            server: [...walk(servers)].filter(directive => tree.unread.has(directive)).map(toLine),
        },
        lateRewrites: ours.flatMap(({ block = [] }) => findLateRewrites(block, `${proxy.overlay}`)),
    };
}
const NO_NGINX = {
    overrides: [],
    httpIncludes: 0,
    upgradeLocations: [],
    locations: [],
    serverIncludes: 0,
    upstreams: [],
    upstreamServers: [],
    unreadIncludes: { http: [], server: [] },
    lateRewrites: [],
};
function findUpstreamServers(http) {
    const upstreams = http.filter(({ name, isOwn }) => name === 'upstream' && isOwn);
    return upstreams.flatMap(({ args: [upstream = ''], block = [] }) => {
        const servers = block.filter(({ name }) => name === 'server');
        return servers.map(({ args: [address = ''], file, line }) => ({ upstream, address, file, line }));
    });
}
function countIncludes(directives, path) {
    return directives.filter(({ name, args }) => name === 'include' && matchesInclude(args[0] ?? '', path)).length;
}
// nginx goes by the order in which it reads them; it loads a folder in the order of the names.
function findLateRewrites(block, folder) {
    const include = block.findIndex(({ name, args }) => name === 'include' && matchesInclude(args[0] ?? '', LOCATION_PATH));
    const rest = block.slice(include + 1);
    const isBefore = ({ file }) => file.startsWith(folder + IN_SERVER) && file < folder + LOCATION_PATH;
    const late = rest.slice(rest.findLastIndex(isBefore) + 1);
    return late.filter(directive => directive.isOwn && isRewrite(directive)).map(toLine);
}
const IN_SERVER = 'conf.d/elasticbeanstalk/';
function isRewrite({ name, block = [] }) {
    return name === 'return' || name === 'rewrite' || (name === 'if' && block.some(isRewrite));
}
function toLine({ name, args, file, line }) {
    return { file, line, text: [name, ...args].join(' ') };
}

/** Finds what a source bundle already says about its proxy. */
/** Reads only; throws what `readText` throws (an ActionError for a damaged zip). */
async function scanProxyFiles(bundle, deployment) {
    const configNames = listConfigs(bundle);
    const configs = await readTexts(bundle, configNames);
    const ebextensions = scanEbextensions(configs.read);
    const found = await findProxy(bundle, deployment, ebextensions);
    const { overlay } = found.proxy;
    const texts = await readTexts(bundle, overlay ? bundle.names.filter(name => isBelow(overlay, name)) : []);
    const files = new Map([...texts.read, ...texts.unread.map(name => [name, ''])]);
    const included = await readIncluded(bundle, texts);
    const tree = loadTree(found, new Map([...files, ...included.read, ...included.unread.map(name => [name, ''])]));
    const httpd = scanHttpdFiles(found.proxy.proxy === 'apache' ? texts.read : new Map());
    const [{ extensions }, strays] = [ebextensions, await readStrays(bundle)];
    const unread = [...texts.unread, ...included.unread];
    const unloaded = [...unread.filter(name => !tree || tree.loaded.has(name)), ...listProblems(tree, httpd)];
    return {
        ...found,
        platform: deployment.platform,
        files,
        ebextensions: configNames,
        writtenFiles: extensions.flatMap(listWrittenFiles),
        ...surveyNginx(tree, found.proxy, files),
        httpd,
        timeouts: [...(tree ? findTimeouts(tree) : []), ...ebextensions.timeouts],
        settings: ebextensions.settings,
        frontSettings: listFrontSettings(extensions),
        launchSettings: listLaunchSettings(extensions),
        completer: findCompleter({ strays, extensions }),
        unreadable: [...new Set([...findLinks(bundle), ...unloaded, ...configs.unread, ...ebextensions.unreadable])],
        findings: [
            ...ebextensions.findings,
            ...findMistakes({ ...found, names: bundle.names, extensions, strays, tree, files: texts.read }),
        ],
    };
}
function isBelow(folder, name) {
    return name.startsWith(folder) && !name.endsWith('/');
}
/** Undefined where no nginx reads the bundle's files. */
function loadTree({ proxy, staticFiles }, files) {
    if (proxy.proxy !== 'nginx' || !proxy.overlay)
        return undefined;
    return loadNginxTree({ platform: listPlatformFiles(proxy, staticFiles), bundle: files, folder: proxy.overlay });
}
function listProblems(tree, { unreadable }) {
    return [...(tree?.problems.map(({ file }) => file) ?? []), ...unreadable];
}
const MOST_PATTERNS = 50;
const DEEPEST_INCLUDE = 3;
/** What the proxy's files include from where the bundle is unpacked to. */
async function readIncluded(bundle, texts) {
    const [read, unread] = [new Map(), new Set()];
    let sources = [...texts.read.values()];
    for (let depth = 0; depth < DEEPEST_INCLUDE; depth++) {
        const patterns = [...new Set(sources.flatMap(listAppIncludes))].slice(0, MOST_PATTERNS);
        const isNew = (name) => !texts.read.has(name) && !read.has(name) && !unread.has(name);
        const names = bundle.names.filter(name => isNew(name) && patterns.some(pattern => matchesAppFile(pattern, name)));
        if (names.length === 0)
            break;
        const more = await readTexts(bundle, names);
        for (const [name, text] of more.read)
            read.set(name, text);
        for (const name of more.unread)
            unread.add(name);
        sources = [...more.read.values()];
    }
    return { read, unread: [...unread] };
}
const FOLDERS$2 = /^\.(ebextensions|platform)(\/(nginx|httpd)(\/conf\.d(\/elasticbeanstalk)?)?)?$/;
// A folder is known by the slash at its end: without one it is a link, behind which nothing was read, and under which
// nothing can be added.
function findLinks({ names }) {
    return names.filter(name => FOLDERS$2.test(name));
}

/** What the bundle says of the app and holds for the proxy, and which proxy files it needs. Nothing is sent anywhere. */
async function prepareBundle(bundle, environment, request) {
    const { platform, proxyServer, port, staticFiles } = environment;
    await refuseOtherPlatform(bundle, platform);
    const { optionSettings } = request;
    const proxySurvey = await scanProxyFiles(bundle, { platform, proxyServer, port, staticFiles, optionSettings });
    const dependencies = await readDependencies(bundle);
    const protocol = findProtocol(bundle, dependencies);
    const found = refinePath(await findWebSocketPath(bundle, proxySurvey), request.handshake.probe.protocol, protocol);
    const handshake = planHandshake(request.handshake, { survey: environment, found, protocol });
    const { pathname: path } = new URL(handshake.url);
    const proxy = planProxyFiles({ ...describeWish(request), survey: proxySurvey, path });
    const appNotes = await findServerMistakes(bundle, { platform, dependencies });
    return { appNotes, proxy, proxySurvey, handshake, wrapping: bundle.wrapping };
}
function describeWish({ proxy: { mode, timeoutSeconds, hasBeacon }, version }) {
    return { mode, timeoutSeconds, beaconOf: hasBeacon ? version.label : undefined };
}

/** Finds an application version by its label. Reads only. */
/** Undefined where there is none; right after its creation it may not be listed yet. */
async function findVersion({ aws }, { applicationName: ApplicationName, label }) {
    const asked = new DescribeApplicationVersionsCommand({ ApplicationName, VersionLabels: [label] });
    const { ApplicationVersions = [] } = await aws.elasticBeanstalk.send(asked);
    return ApplicationVersions.find(({ VersionLabel }) => VersionLabel === label);
}

/** Deletes one application version with its source bundle. What is gone already counts as deleted. */
/** Throws where the next one would meet the same: denied, or not answered. */
async function deleteVersion(context, version) {
    const { applicationName: ApplicationName, label: VersionLabel, what, keepsBundle = false } = version;
    const bundle = keepsBundle ? 'but not its source bundle, which another version has' : 'and its source bundle';
    const change = `delete ${what} "${VersionLabel}" of "${ApplicationName}"${keepsBundle ? ',' : ''} ${bundle}`;
    const names = { ApplicationName, VersionLabel, DeleteSourceBundle: !keepsBundle };
    const command = new DeleteApplicationVersionCommand(names);
    try {
        await context.ledger.record({ change, covers: [`version ${VersionLabel}`] }, async () => {
            try {
                await context.aws.elasticBeanstalk.send(command);
            }
            catch (error) {
                // It may be gone by an attempt whose answer was lost, or by somebody else.
                if (!isAwsError(error, 'InvalidParameterValue') || (await findVersion(context, version)))
                    throw error;
            }
        });
        return { kind: 'deleted' };
    }
    catch (error) {
        if (isAwsError(error, 'SourceBundleDeletionException'))
            return { kind: 'bundle-left', error };
        if (isDenied(error) || !isRefused(error))
            throw error;
        return { kind: 'refused', error: error };
    }
}

/** Lists the versions of an application, all pages of them. Reads only. */
async function listVersions({ aws }, ApplicationName) {
    const pages = await readPages(token => aws.elasticBeanstalk.send(new DescribeApplicationVersionsCommand({ ApplicationName, ...token })));
    return pages.flatMap(page => page.ApplicationVersions ?? []);
}

/** Decides which old versions of an application may be deleted. Pure. */
/** One that this action deployed is Ready by then; what is terminated deploys nothing. */
const AT_REST = ['Ready', 'Terminating', 'Terminated'];
/** Labels, oldest first. Versions of others, and those made after the one that was deployed, are never among them. */
function choosePrunable({ applicationName, keep, deployedLabel, formerLabel }, { versions, environments }) {
    const busy = environments.find(({ Status = '' }) => !AT_REST.includes(Status));
    if (busy)
        return { kind: 'busy', environmentName: busy.EnvironmentName ?? '', status: busy.Status ?? '' };
    const used = new Set([deployedLabel, formerLabel, ...environments.map(({ VersionLabel }) => VersionLabel)]);
    const deployedMs = timeOf(versions.find(({ VersionLabel }) => VersionLabel === deployedLabel));
    const own = versions.filter(({ VersionLabel: label = '', SourceBundle }) => isOwnKey({ applicationName, label }, SourceBundle?.S3Key ?? ''));
    const prunable = own
        .toSorted((a, b) => timeOf(b) - timeOf(a))
        .slice(keep)
        .filter(version => timeOf(version) < deployedMs && !used.has(version.VersionLabel) && !isShared(version, versions));
    return { kind: 'delete', labels: prunable.reverse().map(({ VersionLabel = '' }) => VersionLabel) };
}
// Without a date it counts as the newest, and with that of nothing as the oldest of all deployments: both keep more.
function timeOf(version) {
    if (version === undefined)
        return Number.NEGATIVE_INFINITY;
    return version.DateCreated?.getTime() ?? Number.POSITIVE_INFINITY;
}
/** Has another version the same bundle, which would be deleted with this one? */
function isShared(version, versions) {
    const { S3Bucket, S3Key } = version.SourceBundle ?? {};
    return versions.some(({ VersionLabel, SourceBundle }) => VersionLabel !== version.VersionLabel && SourceBundle?.S3Bucket === S3Bucket && SourceBundle?.S3Key === S3Key);
}

/** Deletes old versions of the application that this action made and nothing uses, with their source bundles. */
/** Each is a request, and Beanstalk takes a few a second of all jobs together: what is left, later runs delete. */
const MOST_AT_ONCE = 100;
const TITLE = 'Old versions';
/** Never fails what went before: whatever AWS refuses is a warning. */
async function pruneVersions(context, plan) {
    const { log } = context;
    try {
        const choice = choosePrunable(plan, await readFacts(context, plan.applicationName));
        if (choice.kind === 'busy') {
            const { environmentName, status } = choice;
            log.info(`No version is deleted: "${environmentName}" is ${quoteForeign(status)}, and may be deploying one of them.`);
            return;
        }
        const labels = choice.labels.slice(0, MOST_AT_ONCE);
        if (labels.length === 0)
            log.info('There is no old version to delete.');
        await pruneEach(context, plan, labels);
        const left = choice.labels.length - labels.length;
        if (left > 0)
            log.info(`${left} more old versions are left for the next runs.`);
    }
    catch (error) {
        if (!(error instanceof ActionError))
            throw error;
        log.warning(`Old versions were not deleted: ${error.message} ${error.hint}`, TITLE);
    }
}
function pruneEach(context, { applicationName }, labels) {
    let count = 0;
    const lastSeen = () => `${count} of ${labels.length}`;
    const wait = { what: 'old versions to be deleted', leftMs: context.deadline.remainingMs, lastSeen };
    return tellDuring(context, wait, async () => {
        for (const label of labels) {
            await pruneVersion(context, { applicationName, label });
            count += 1;
        }
    });
}
async function readFacts(context, ApplicationName) {
    const { elasticBeanstalk } = context.aws;
    const [versions, environments] = await Promise.all([
        listVersions(context, ApplicationName),
        readPages(token => elasticBeanstalk.send(new DescribeEnvironmentsCommand({ ApplicationName, ...token }))),
    ]);
    return { versions, environments: environments.flatMap(page => page.Environments ?? []) };
}
async function pruneVersion(context, version) {
    const deletion = await deleteVersion(context, { ...version, what: 'the old version' });
    if (deletion.kind === 'deleted')
        return;
    const { message } = deletion.error;
    const told = deletion.kind === 'bundle-left'
        ? `The version "${version.label}" was deleted, its source bundle was not: ${message} Allow s3:DeleteObject to the role of this job.`
        : `The version "${version.label}" was not deleted: ${message}`;
    context.log.warning(told, TITLE);
}

/** The last stage of a deployment, where it was asked for: old versions are deleted. */
/** The deployment is proved by now: not even the end of the run's time takes that back. */
async function pruneAfterSuccess(context, { prune }, products) {
    if (!prune || context.signal.aborted || !judgeDeploy(products, undefined).ok)
        return;
    await stagesOf(context, products)('Delete old versions', () => pruneVersions(context, prune));
}

/** Refuses a source bundle that would be deployed without an app: an empty one, or one folder too deep. */
/**
 * Beanstalk looks for the app in the bundle's root: "Not include a parent folder or top-level directory".
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/applications-sourcebundle.html
 */
function refuseWrongShape(source, names) {
    if (!names.some(name => !name.endsWith('/')))
        throw empty(source);
    const folder = findOnlyFolder(names);
    if (folder === undefined)
        return;
    const marker = MARKERS.find(marker => names.some(name => name.startsWith(folder + marker)));
    if (marker)
        throw tooDeep(source, folder, marker);
}
// What Beanstalk looks for in the root; a lone folder without any of them may be meant so (static files of PHP).
const MARKERS = [
    'package.json',
    'Procfile',
    '.ebextensions/',
    '.platform/',
    'requirements.txt',
    'Pipfile',
    'go.mod',
    'Gemfile',
    'composer.json',
    'Dockerfile',
    'Dockerrun.aws.json',
    'docker-compose.yml',
    'Buildfile',
    'WEB-INF/',
    'application.py',
    'config.ru',
    'app.js',
    'server.js',
];
function findOnlyFolder(names) {
    // macOS's Finder adds __MACOSX/ beside the folder that it compresses.
    const own = names.filter(name => !name.startsWith('__MACOSX/'));
    const folder = /^[^/]+\//.exec(own[0] ?? '')?.[0];
    return folder !== undefined && own.every(name => name.startsWith(folder)) ? folder : undefined;
}
function empty(source) {
    return new ActionError({
        code: 'bundle-empty',
        message: `'${source.input}' named a ${source.kind === 'folder' ? 'folder' : 'zip file'} with no files to deploy: "${source.value}".`,
        hint: source.kind !== 'folder'
            ? 'Pack the app before this step: cd FOLDER && zip -r ../bundle.zip .'
            : "Check out the repository and build before this step, and look at what '.ebignore', '.gitignore' and 'exclude-patterns' leave out.",
    });
}
function tooDeep(source, folder, marker) {
    const name = folder.slice(0, -1);
    const path = source.value === '.' ? name : `${source.value.replace(/\/+$/, '')}/${name}`;
    return new ActionError({
        code: 'bundle-in-a-folder',
        message: `'${source.input}' "${source.value}" had everything inside one folder: "${folder}" ("${folder}${marker}"). Beanstalk looks for the app outside of it.`,
        hint: source.kind !== 'folder'
            ? `Pack what is inside the folder: cd ${toShellWord(name)} && zip -r ${toShellWord(`../${name}.zip`)} .`
            : `Name the folder itself: ${source.input}: ${toPrintableLine(path)}`,
    });
}

/** Finds what of the repository configures Beanstalk, and is not in what is deployed: nobody else would say so. */
const FOLDERS$1 = ['.platform', '.ebextensions'];
/**
 * Looks beside the file and above it, up to the workspace, and in `source-directory`. A folder without a file is none.
 * Never throws: what cannot be read is not there.
 */
async function findLeftBehind(named, { names, leftOut }, places) {
    const missing = FOLDERS$1.filter(folder => !names.some(name => name.startsWith(`${folder}/`)));
    if (named.kind === 'folder')
        return missing.flatMap(folder => warnOfIgnored(named, folder, leftOut));
    for (const place of listPlaces(named, places)) {
        const found = [];
        for (const folder of missing)
            if (await holdsFiles(join(place, folder)))
                found.push(folder);
        if (found.length > 0)
            return [warnOf(named, found, relative(places.workspace, place))];
    }
    return [];
}
// Who excludes them by the input knows it; in an ignore file a pattern such as ".*" may not be meant for them.
function warnOfIgnored({ value }, folder, leftOut) {
    const ignored = leftOut.find(({ name }) => name.startsWith(`${folder}/`));
    if (!ignored || ignored.by === "'exclude-patterns'")
        return [];
    return [
        {
            message: `${quoteForeign(folder)} of ${quoteForeign(value)} is left out by ${quoteForeign(ignored.by)}: what it is for has no effect on the instances.`,
            remedy: `Add two lines at the end of that file: !${folder}/ and !${folder}/**`,
        },
    ];
}
function listPlaces({ path }, { workspace, sourceDirectory }) {
    const places = [resolve(workspace, sourceDirectory)];
    const isInside = (folder) => folder === workspace || folder.startsWith(workspace + sep);
    for (let folder = dirname(path); isInside(folder); folder = dirname(folder))
        places.push(folder);
    return [...new Set([...places, workspace])];
}
async function holdsFiles(folder) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    return entries.some(entry => !entry.isDirectory());
}
function warnOf(named, folders, place) {
    const { input, value, kind } = named;
    const shown = folders.map(folder => quoteForeign(place === '' ? folder : `${place.split(sep).join('/')}/${folder}`));
    const they = folders.length > 1 ? 'they are' : 'it is';
    return {
        message: `The repository has ${shown.join(' and ')}, and the file that '${input}' names, ${quoteForeign(value)}, does not: what ${they} for has no effect on the instances.`,
        remedy: `${adviseFor(kind)}: ${writeCommand(named, folders, place)}`,
    };
}
function adviseFor(kind) {
    if (kind === 'zip' || kind === 'war')
        return 'Add before the deployment ("zip -r file.zip *" leaves out what begins with a dot)';
    return "Deploy a zip that holds both, and name it in 'deployment-package-path'";
}
// From the folder that has them, so that they are at the root of the zip.
function writeCommand({ value, kind }, folders, place) {
    const isZip = kind === 'zip' || kind === 'war';
    const target = isZip ? value : `${basename(value).replace(/\.[^.]+$/, '')}.zip`;
    const add = (to) => `zip -r ${toShellWord(to)} ${folders.join(' ')}`;
    const up = place === '' ? '' : '../'.repeat(place.split(sep).length);
    const added = place === '' || target.startsWith('/') ? add(target) : `(cd ${toShellWord(place)} && ${add(up + target)})`;
    return isZip ? added : `zip -j ${toShellWord(target)} ${toShellWord(value)} && ${added}`;
}

/** Finds what the inputs name as the source bundle: an archive, a file that stands for an app, or a folder. */
/** Throws an ActionError when nothing is there, or a file in the place of a folder. */
async function findSource(request) {
    const { input, value } = nameInput(request);
    const path = resolve(request.workspace, value);
    const found = await stat(path).catch((error) => undefinedIfMissing(error));
    if (!found)
        throw await missing$1({ input, value, path });
    const fileName = basename(path);
    if (found.isDirectory())
        return { input, value, path, fileName, kind: 'folder' };
    if (input === 'source-directory')
        throw notAFolder(value);
    const kind = KINDS.find(([pattern]) => pattern.test(fileName))?.[1] ?? 'zip';
    return { input, value, path, fileName, kind };
}
const KINDS = [
    [/\.war$/i, 'war'],
    [/\.jar$/i, 'jar'],
    [/^Dockerrun\.aws\.json$/i, 'dockerrun'],
    [/^(docker-)?compose\.ya?ml$/i, 'compose'],
];
/** The input that counts, and its value. */
function nameInput({ packagePath, sourceDirectory }) {
    return packagePath === undefined
        ? { input: 'source-directory', value: sourceDirectory }
        : { input: 'deployment-package-path', value: packagePath };
}
function undefinedIfMissing(error) {
    const code = error.code;
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
        throw error;
}
async function missing$1({ input, value, path }) {
    const { folder, names } = await listNearest(path);
    const wanted = basename(path).toLowerCase();
    const nearest = names
        .map(name => ({ name, distance: measureDistance(name.toLowerCase(), wanted) - (isPackage(name) ? 2 : 0) }))
        .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
        .slice(0, 5)
        .map(({ name }) => quoteForeign(name));
    const what = input === 'source-directory' ? 'a folder' : 'a file';
    const there = nearest.length > 0 ? `${quoteForeign(folder)} has ${nearest.join(', ')}` : `${quoteForeign(folder)} is empty`;
    return new ActionError({
        code: 'bundle-not-found',
        message: `'${input}' named ${what} that does not exist: "${value}".`,
        hint: `Write the path as it is after the build, relative to the workspace; ${there}. If another job built it, download it first (actions/download-artifact).`,
    });
}
const MOST_NAMES = 1000;
async function listNearest(path) {
    let folder = dirname(path);
    while (folder !== dirname(folder)) {
        const names = await readdir(folder).catch(() => undefined);
        if (names)
            return { folder, names: names.filter(name => name !== '.git').slice(0, MOST_NAMES) };
        folder = dirname(folder);
    }
    return { folder, names: [] };
}
function isPackage(name) {
    return ['.zip', '.war', '.jar'].includes(extname(name).toLowerCase());
}
// Levenshtein's distance, of the first 60 characters.
function measureDistance(a, b) {
    const [left, right] = [a.slice(0, 60), b.slice(0, 60)];
    let row = Array.from({ length: right.length + 1 }, (_, index) => index);
    for (let i = 1; i <= left.length; i++) {
        const next = [i];
        for (let j = 1; j <= right.length; j++) {
            const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
            next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
        }
        row = next;
    }
    return row[right.length] ?? 0;
}
function notAFolder(value) {
    return new ActionError({
        code: 'bundle-not-a-folder',
        message: `'source-directory' named a file, not a folder: "${value}".`,
        hint: `Write it as: deployment-package-path: ${value}`,
    });
}

var ignore$1 = {exports: {}};

var hasRequiredIgnore;

function requireIgnore () {
	if (hasRequiredIgnore) return ignore$1.exports;
	hasRequiredIgnore = 1;
	(function (module) {
		// A simple implementation of make-array
		function makeArray (subject) {
		  return Array.isArray(subject)
		    ? subject
		    : [subject]
		}

		const UNDEFINED = undefined;
		const EMPTY = '';
		const SPACE = ' ';
		const ESCAPE = '\\';
		const REGEX_TEST_BLANK_LINE = /^\s+$/;
		const REGEX_INVALID_TRAILING_BACKSLASH = /(?:[^\\]|^)\\$/;
		const REGEX_REPLACE_LEADING_EXCAPED_EXCLAMATION = /^\\!/;
		const REGEX_REPLACE_LEADING_EXCAPED_HASH = /^\\#/;
		const REGEX_SPLITALL_CRLF = /\r?\n/g;

		// Invalid:
		// - /foo,
		// - ./foo,
		// - ../foo,
		// - .
		// - ..
		// Valid:
		// - .foo
		const REGEX_TEST_INVALID_PATH = /^\.{0,2}\/|^\.{1,2}$/;

		const REGEX_TEST_TRAILING_SLASH = /\/$/;

		const SLASH = '/';

		// Do not use ternary expression here, since "istanbul ignore next" is buggy
		let TMP_KEY_IGNORE = 'node-ignore';
		/* istanbul ignore else */
		if (typeof Symbol !== 'undefined') {
		  TMP_KEY_IGNORE = Symbol.for('node-ignore');
		}
		const KEY_IGNORE = TMP_KEY_IGNORE;

		const define = (object, key, value) => {
		  Object.defineProperty(object, key, {value});
		  return value
		};

		const REGEX_REGEXP_RANGE = /([0-z])-([0-z])/g;

		const RETURN_FALSE = () => false;

		// Sanitize the range of a regular expression
		// The cases are complicated, see test cases for details
		const sanitizeRange = range => range.replace(
		  REGEX_REGEXP_RANGE,
		  (match, from, to) => from.charCodeAt(0) <= to.charCodeAt(0)
		    ? match
		    // Invalid range (out of order) which is ok for gitignore rules but
		    //   fatal for JavaScript regular expression, so eliminate it.
		    : EMPTY
		);

		// > An optional `!` or `^` at the start of a class negates it, so that it
		// >   matches any character not in the set. (gitignore(5), fnmatch(3))
		// The leading `^` has already been escaped to `\^` by the metacharacter
		//   escaper, so we strip the literal `!` or escaped `^` and emit a single
		//   regex `^` which is the JavaScript negation token.
		const negateRange = range => range.startsWith('!') || range.startsWith('\\^')
		  ? `^${range.slice(range[0] === '!' ? 1 : 2)}`
		  : range;

		// See fixtures #59
		const cleanRangeBackSlash = slashes => {
		  const {length} = slashes;
		  return slashes.slice(0, length - length % 2)
		};

		// > If the pattern ends with a slash,
		// > it is removed for the purpose of the following description,
		// > but it would only find a match with a directory.
		// > In other words, foo/ will match a directory foo and paths underneath it,
		// > but will not match a regular file or a symbolic link foo
		// >  (this is consistent with the way how pathspec works in general in Git).
		// '`foo/`' will not match regular file '`foo`' or symbolic link '`foo`'
		// -> ignore-rules will not deal with it, because it costs extra `fs.stat` call
		//      you could use option `mark: true` with `glob`

		// '`foo/`' should not continue with the '`..`'
		const REPLACERS = [

		  [
		    // Remove BOM
		    // TODO:
		    // Other similar zero-width characters?
		    /^\uFEFF/,
		    () => EMPTY
		  ],

		  // > Trailing spaces are ignored unless they are quoted with backslash ("\")
		  [
		    // (a\ ) -> (a )
		    // (a  ) -> (a)
		    // (a ) -> (a)
		    // (a \ ) -> (a  )
		    /((?:\\\\)*?)(\\?\s+)$/,
		    (_, m1, m2) => m1 + (
		      m2.indexOf('\\') === 0
		        ? SPACE
		        : EMPTY
		    )
		  ],

		  // Replace (\ ) with ' '
		  // (\ ) -> ' '
		  // (\\ ) -> '\\ '
		  // (\\\ ) -> '\\ '
		  [
		    /(\\+?)\s/g,
		    (_, m1) => {
		      const {length} = m1;
		      return m1.slice(0, length - length % 2) + SPACE
		    }
		  ],

		  // Escape metacharacters
		  // which is written down by users but means special for regular expressions.

		  // > There are 12 characters with special meanings:
		  // > - the backslash \,
		  // > - the caret ^,
		  // > - the dollar sign $,
		  // > - the period or dot .,
		  // > - the vertical bar or pipe symbol |,
		  // > - the question mark ?,
		  // > - the asterisk or star *,
		  // > - the plus sign +,
		  // > - the opening parenthesis (,
		  // > - the closing parenthesis ),
		  // > - and the opening square bracket [,
		  // > - the opening curly brace {,
		  // > These special characters are often called "metacharacters".
		  [
		    /[\\$.|*+(){^]/g,
		    match => `\\${match}`
		  ],

		  [
		    // > a question mark (?) matches a single character
		    /(?!\\)\?/g,
		    () => '[^/]'
		  ],

		  // leading slash
		  [

		    // > A leading slash matches the beginning of the pathname.
		    // > For example, "/*.c" matches "cat-file.c" but not "mozilla-sha1/sha1.c".
		    // A leading slash matches the beginning of the pathname
		    /^\//,
		    () => '^'
		  ],

		  // replace special metacharacter slash after the leading slash
		  [
		    /\//g,
		    () => '\\/'
		  ],

		  [
		    // > A leading "**" followed by a slash means match in all directories.
		    // > For example, "**/foo" matches file or directory "foo" anywhere,
		    // > the same as pattern "foo".
		    // > "**/foo/bar" matches file or directory "bar" anywhere that is directly
		    // >   under directory "foo".
		    // Notice that the '*'s have been replaced as '\\*'
		    /^\^*(?:\\\*\\\*\\\/)+/,

		    // '**/foo' <-> 'foo'
		    () => '^(?:.*\\/)?'
		  ],

		  // starting
		  [
		    // there will be no leading '/'
		    //   (which has been replaced by section "leading slash")
		    // If starts with '**', adding a '^' to the regular expression also works
		    /^(?=[^^])/,
		    function startingReplacer () {
		      // If has a slash `/` at the beginning or middle
		      return !/\/(?!$)/.test(this)
		        // > Prior to 2.22.1
		        // > If the pattern does not contain a slash /,
		        // >   Git treats it as a shell glob pattern
		        // Actually, if there is only a trailing slash,
		        //   git also treats it as a shell glob pattern

		        // After 2.22.1 (compatible but clearer)
		        // > If there is a separator at the beginning or middle (or both)
		        // > of the pattern, then the pattern is relative to the directory
		        // > level of the particular .gitignore file itself.
		        // > Otherwise the pattern may also match at any level below
		        // > the .gitignore level.
		        ? '(?:^|\\/)'

		        // > Otherwise, Git treats the pattern as a shell glob suitable for
		        // >   consumption by fnmatch(3)
		        : '^'
		    }
		  ],

		  // two globstars
		  [
		    // Use lookahead assertions so that we could match more than one `'/**'`
		    /\\\/\\\*\\\*(?=\\\/|$)/g,

		    // Zero, one or several directories
		    // should not use '*', or it will be replaced by the next replacer

		    // Check if it is not the last `'/**'`
		    (_, index, str) => index + 6 < str.length

		      // case: /**/
		      // > A slash followed by two consecutive asterisks then a slash matches
		      // >   zero or more directories.
		      // > For example, "a/**/b" matches "a/b", "a/x/b", "a/x/y/b" and so on.
		      // '/**/'
		      ? '(?:\\/[^\\/]+)*'

		      // case: /**
		      // > A trailing `"/**"` matches everything inside.

		      // #21: everything inside but it should not include the current folder
		      : '\\/.+'
		  ],

		  // normal intermediate wildcards
		  [
		    // Never replace escaped '*'
		    // ignore rule '\*' will match the path '*'

		    // 'abc.*/' -> go
		    // 'abc.*'  -> skip this rule,
		    //    coz trailing single wildcard will be handed by [trailing wildcard]
		    /(^|[^\\]+)(\\\*)+(?=.+)/g,

		    // '*.js' matches '.js'
		    // '*.js' doesn't match 'abc'
		    (_, p1, p2) => {
		      // 1.
		      // > An asterisk "*" matches anything except a slash.
		      // 2.
		      // > Other consecutive asterisks are considered regular asterisks
		      // > and will match according to the previous rules.
		      const unescaped = p2.replace(/\\\*/g, '[^\\/]*');
		      return p1 + unescaped
		    }
		  ],

		  [
		    // unescape, revert step 3 except for back slash
		    // For example, if a user escape a '\\*',
		    // after step 3, the result will be '\\\\\\*'
		    /\\\\\\(?=[$.|*+(){^])/g,
		    () => ESCAPE
		  ],

		  [
		    // '\\\\' -> '\\'
		    /\\\\/g,
		    () => ESCAPE
		  ],

		  [
		    // > The range notation, e.g. [a-zA-Z],
		    // > can be used to match one of the characters in a range.

		    // `\` is escaped by step 3
		    /(\\)?\[([^\]/]*?)(\\*)($|\])/g,
		    (match, leadEscape, range, endEscape, close) => leadEscape === ESCAPE
		      // '\\[bar]' -> '\\\\[bar\\]'
		      ? `\\[${range}${cleanRangeBackSlash(endEscape)}${close}`
		      : close === ']'
		        ? endEscape.length % 2 === 0
		          // A normal case, and it is a range notation
		          // '[bar]'
		          // '[bar\\\\]'
		          ? `[${negateRange(sanitizeRange(range))}${endEscape}]`
		          // Invalid range notaton
		          // '[bar\\]' -> '[bar\\\\]'
		          : '[]'
		        : '[]'
		  ],

		  // ending
		  [
		    // 'js' will not match 'js.'
		    // 'ab' will not match 'abc'
		    /(?:[^*])$/,

		    // WTF!
		    // https://git-scm.com/docs/gitignore
		    // changes in [2.22.1](https://git-scm.com/docs/gitignore/2.22.1)
		    // which re-fixes #24, #38

		    // > If there is a separator at the end of the pattern then the pattern
		    // > will only match directories, otherwise the pattern can match both
		    // > files and directories.

		    // 'js*' will not match 'a.js'
		    // 'js/' will not match 'a.js'
		    // 'js' will match 'a.js' and 'a.js/'
		    match => /\/$/.test(match)
		      // foo/ will not match 'foo'
		      ? `${match}$`
		      // foo matches 'foo' and 'foo/'
		      : `${match}(?=$|\\/$)`
		  ]
		];

		const REGEX_REPLACE_TRAILING_WILDCARD = /(^|\\\/)?\\\*$/;
		const MODE_IGNORE = 'regex';
		const MODE_CHECK_IGNORE = 'checkRegex';
		const UNDERSCORE = '_';

		const TRAILING_WILD_CARD_REPLACERS = {
		  [MODE_IGNORE] (_, p1) {
		    const prefix = p1
		      // '\^':
		      // '/*' does not match EMPTY
		      // '/*' does not match everything

		      // '\\\/':
		      // 'abc/*' does not match 'abc/'
		      ? `${p1}[^/]+`

		      // 'a*' matches 'a'
		      // 'a*' matches 'aa'
		      : '[^/]*';

		    return `${prefix}(?=$|\\/$)`
		  },

		  [MODE_CHECK_IGNORE] (_, p1) {
		    // When doing `git check-ignore`
		    const prefix = p1
		      // '\\\/':
		      // 'abc/*' DOES match 'abc/' !
		      ? `${p1}[^/]*`

		      // 'a*' matches 'a'
		      // 'a*' matches 'aa'
		      : '[^/]*';

		    return `${prefix}(?=$|\\/$)`
		  }
		};

		// @param {pattern}
		const makeRegexPrefix = pattern => REPLACERS.reduce(
		  (prev, [matcher, replacer]) =>
		    prev.replace(matcher, replacer.bind(pattern)),
		  pattern
		);

		const isString = subject => typeof subject === 'string';

		// > A blank line matches no files, so it can serve as a separator for readability.
		const checkPattern = pattern => pattern
		  && isString(pattern)
		  && !REGEX_TEST_BLANK_LINE.test(pattern)
		  && !REGEX_INVALID_TRAILING_BACKSLASH.test(pattern)

		  // > A line starting with # serves as a comment.
		  && pattern.indexOf('#') !== 0;

		const splitPattern = pattern => pattern
		.split(REGEX_SPLITALL_CRLF)
		.filter(Boolean);

		class IgnoreRule {
		  constructor (
		    pattern,
		    mark,
		    body,
		    ignoreCase,
		    negative,
		    prefix
		  ) {
		    this.pattern = pattern;
		    this.mark = mark;
		    this.negative = negative;

		    define(this, 'body', body);
		    define(this, 'ignoreCase', ignoreCase);
		    define(this, 'regexPrefix', prefix);
		  }

		  get regex () {
		    const key = UNDERSCORE + MODE_IGNORE;

		    if (this[key]) {
		      return this[key]
		    }

		    return this._make(MODE_IGNORE, key)
		  }

		  get checkRegex () {
		    const key = UNDERSCORE + MODE_CHECK_IGNORE;

		    if (this[key]) {
		      return this[key]
		    }

		    return this._make(MODE_CHECK_IGNORE, key)
		  }

		  _make (mode, key) {
		    const str = this.regexPrefix.replace(
		      REGEX_REPLACE_TRAILING_WILDCARD,

		      // It does not need to bind pattern
		      TRAILING_WILD_CARD_REPLACERS[mode]
		    );

		    const regex = this.ignoreCase
		      ? new RegExp(str, 'i')
		      : new RegExp(str);

		    return define(this, key, regex)
		  }
		}

		const createRule = ({
		  pattern,
		  mark
		}, ignoreCase) => {
		  let negative = false;
		  let body = pattern;

		  // > An optional prefix "!" which negates the pattern;
		  if (body.indexOf('!') === 0) {
		    negative = true;
		    body = body.substr(1);
		  }

		  body = body
		  // > Put a backslash ("\") in front of the first "!" for patterns that
		  // >   begin with a literal "!", for example, `"\!important!.txt"`.
		  .replace(REGEX_REPLACE_LEADING_EXCAPED_EXCLAMATION, '!')
		  // > Put a backslash ("\") in front of the first hash for patterns that
		  // >   begin with a hash.
		  .replace(REGEX_REPLACE_LEADING_EXCAPED_HASH, '#');

		  const regexPrefix = makeRegexPrefix(body);

		  return new IgnoreRule(
		    pattern,
		    mark,
		    body,
		    ignoreCase,
		    negative,
		    regexPrefix
		  )
		};

		class RuleManager {
		  constructor (ignoreCase) {
		    this._ignoreCase = ignoreCase;
		    this._rules = [];
		  }

		  _add (pattern) {
		    // #32
		    if (pattern && pattern[KEY_IGNORE]) {
		      this._rules = this._rules.concat(pattern._rules._rules);
		      this._added = true;
		      return
		    }

		    if (isString(pattern)) {
		      pattern = {
		        pattern
		      };
		    }

		    if (checkPattern(pattern.pattern)) {
		      const rule = createRule(pattern, this._ignoreCase);
		      this._added = true;
		      this._rules.push(rule);
		    }
		  }

		  // @param {Array<string> | string | Ignore} pattern
		  add (pattern) {
		    this._added = false;

		    makeArray(
		      isString(pattern)
		        ? splitPattern(pattern)
		        : pattern
		    ).forEach(this._add, this);

		    return this._added
		  }

		  // Test one single path without recursively checking parent directories
		  //
		  // - checkUnignored `boolean` whether should check if the path is unignored,
		  //   setting `checkUnignored` to `false` could reduce additional
		  //   path matching.
		  // - check `string` either `MODE_IGNORE` or `MODE_CHECK_IGNORE`

		  // @returns {TestResult} true if a file is ignored
		  test (path, checkUnignored, mode) {
		    let ignored = false;
		    let unignored = false;
		    let matchedRule;

		    this._rules.forEach(rule => {
		      const {negative} = rule;

		      //          |           ignored : unignored
		      // -------- | ---------------------------------------
		      // negative |   0:0   |   0:1   |   1:0   |   1:1
		      // -------- | ------- | ------- | ------- | --------
		      //     0    |  TEST   |  TEST   |  SKIP   |    X
		      //     1    |  TESTIF |  SKIP   |  TEST   |    X

		      // - SKIP: always skip
		      // - TEST: always test
		      // - TESTIF: only test if checkUnignored
		      // - X: that never happen
		      if (
		        unignored === negative && ignored !== unignored
		        || negative && !ignored && !unignored && !checkUnignored
		      ) {
		        return
		      }

		      const matched = rule[mode].test(path);

		      if (!matched) {
		        return
		      }

		      ignored = !negative;
		      unignored = negative;

		      matchedRule = negative
		        ? UNDEFINED
		        : rule;
		    });

		    const ret = {
		      ignored,
		      unignored
		    };

		    if (matchedRule) {
		      ret.rule = matchedRule;
		    }

		    return ret
		  }
		}

		const throwError = (message, Ctor) => {
		  throw new Ctor(message)
		};

		const checkPath = (path, originalPath, doThrow) => {
		  if (!isString(path)) {
		    return doThrow(
		      `path must be a string, but got \`${originalPath}\``,
		      TypeError
		    )
		  }

		  // We don't know if we should ignore EMPTY, so throw
		  if (!path) {
		    return doThrow(`path must not be empty`, TypeError)
		  }

		  // Check if it is a relative path
		  if (checkPath.isNotRelative(path)) {
		    const r = '`path.relative()`d';
		    return doThrow(
		      `path should be a ${r} string, but got "${originalPath}"`,
		      RangeError
		    )
		  }

		  return true
		};

		const isNotRelative = path => REGEX_TEST_INVALID_PATH.test(path);

		checkPath.isNotRelative = isNotRelative;

		// On windows, the following function will be replaced
		/* istanbul ignore next */
		checkPath.convert = p => p;


		class Ignore {
		  constructor ({
		    ignorecase = true,
		    ignoreCase = ignorecase,
		    allowRelativePaths = false
		  } = {}) {
		    define(this, KEY_IGNORE, true);

		    this._rules = new RuleManager(ignoreCase);
		    this._strictPathCheck = !allowRelativePaths;
		    this._initCache();
		  }

		  _initCache () {
		    // A cache for the result of `.ignores()`
		    this._ignoreCache = Object.create(null);

		    // A cache for the result of `.test()`
		    this._testCache = Object.create(null);
		  }

		  add (pattern) {
		    if (this._rules.add(pattern)) {
		      // Some rules have just added to the ignore,
		      //   making the behavior changed,
		      //   so we need to re-initialize the result cache
		      this._initCache();
		    }

		    return this
		  }

		  // legacy
		  addPattern (pattern) {
		    return this.add(pattern)
		  }

		  // @returns {TestResult}
		  _test (originalPath, cache, checkUnignored, slices) {
		    const path = originalPath
		      // Supports nullable path
		      && checkPath.convert(originalPath);

		    checkPath(
		      path,
		      originalPath,
		      this._strictPathCheck
		        ? throwError
		        : RETURN_FALSE
		    );

		    return this._t(path, cache, checkUnignored, slices)
		  }

		  checkIgnore (path) {
		    // If the path doest not end with a slash, `.ignores()` is much equivalent
		    //   to `git check-ignore`
		    if (!REGEX_TEST_TRAILING_SLASH.test(path)) {
		      return this.test(path)
		    }

		    const slices = path.split(SLASH).filter(Boolean);
		    slices.pop();

		    if (slices.length) {
		      const parent = this._t(
		        slices.join(SLASH) + SLASH,
		        this._testCache,
		        true,
		        slices
		      );

		      if (parent.ignored) {
		        return parent
		      }
		    }

		    return this._rules.test(path, false, MODE_CHECK_IGNORE)
		  }

		  _t (
		    // The path to be tested
		    path,

		    // The cache for the result of a certain checking
		    cache,

		    // Whether should check if the path is unignored
		    checkUnignored,

		    // The path slices
		    slices
		  ) {
		    if (path in cache) {
		      return cache[path]
		    }

		    if (!slices) {
		      // path/to/a.js
		      // ['path', 'to', 'a.js']
		      slices = path.split(SLASH).filter(Boolean);
		    }

		    slices.pop();

		    // If the path has no parent directory, just test it
		    if (!slices.length) {
		      return cache[path] = this._rules.test(path, checkUnignored, MODE_IGNORE)
		    }

		    const parent = this._t(
		      slices.join(SLASH) + SLASH,
		      cache,
		      checkUnignored,
		      slices
		    );

		    // If the path contains a parent directory, check the parent first
		    return cache[path] = parent.ignored
		      // > It is not possible to re-include a file if a parent directory of
		      // >   that file is excluded.
		      ? parent
		      : this._rules.test(path, checkUnignored, MODE_IGNORE)
		  }

		  ignores (path) {
		    return this._test(path, this._ignoreCache, false).ignored
		  }

		  createFilter () {
		    return path => !this.ignores(path)
		  }

		  filter (paths) {
		    return makeArray(paths).filter(this.createFilter())
		  }

		  // @returns {TestResult}
		  test (path) {
		    return this._test(path, this._testCache, true)
		  }
		}

		const factory = options => new Ignore(options);

		const isPathValid = path =>
		  checkPath(path && checkPath.convert(path), path, RETURN_FALSE);

		/* istanbul ignore next */
		const setupWindows = () => {
		  /* eslint no-control-regex: "off" */
		  const makePosix = str => /^\\\\\?\\/.test(str)
		  || /["<>|\u0000-\u001F]+/u.test(str)
		    ? str
		    : str.replace(/\\/g, '/');

		  checkPath.convert = makePosix;

		  // 'C:\\foo'     <- 'C:\\foo' has been converted to 'C:/'
		  // 'd:\\foo'
		  const REGEX_TEST_WINDOWS_PATH_ABSOLUTE = /^[a-z]:\//i;
		  checkPath.isNotRelative = path =>
		    REGEX_TEST_WINDOWS_PATH_ABSOLUTE.test(path)
		    || isNotRelative(path);
		};


		// Windows
		// --------------------------------------------------------------
		/* istanbul ignore next */
		if (
		  // Detect `process` so that it can run in browsers.
		  typeof process !== 'undefined'
		  && process.platform === 'win32'
		) {
		  setupWindows();
		}

		// COMMONJS_EXPORTS ////////////////////////////////////////////////////////////

		module.exports = factory;

		// Although it is an anti-pattern,
		//   it is still widely misused by a lot of libraries in github
		// Ref: https://github.com/search?q=ignore.default%28%29&type=code
		factory.default = factory;

		module.exports.isPathValid = isPathValid;

		// For testing purposes
		define(module.exports, Symbol.for('setupWindows'), setupWindows); 
	} (ignore$1));
	return ignore$1.exports;
}

var ignoreExports = requireIgnore();
const ignore = /*@__PURE__*/getDefaultExportFromCjs(ignoreExports);

/** Which files of a folder stay out of the source bundle: `exclude-patterns`, and `.ebignore` or else `.gitignore`. */
/**
 * As the EB CLI packs: `.ebignore` of the root alone if there is one, else every `.gitignore`, whose rules count from
 * its own folder downwards. A `.gitignore` inside node_modules is a dependency's own and would take away what
 * the app needs; it is not read.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/eb-cli3-configuration.html#eb-cli3-ebignore
 */
async function readIgnoreRules(root, excludePatterns) {
    const excluded = ignore({ ignorecase: false }).add([...excludePatterns]);
    const ebignore = await readIgnoreFile(root, '', '.ebignore');
    if (!ebignore)
        return makeRules({ root, excluded, rules: await readGitignore(root, ''), readsMore: true });
    return makeRules({
        root,
        excluded,
        rules: [...ebignore, { pattern: '/.ebignore', mark: '.ebignore' }],
        readsMore: false,
    });
}
function makeRules(parts) {
    const { root, excluded, rules, readsMore } = parts;
    const all = ignore({ ignorecase: false });
    for (const rule of rules)
        all.add(rule);
    return {
        findIgnorer(name) {
            if (excluded.ignores(name))
                return "'exclude-patterns'";
            const { ignored, rule } = all.test(name);
            return ignored ? rule?.mark : undefined;
        },
        async enter(folder) {
            if (!readsMore || /(^|\/)node_modules\//.test(folder))
                return this;
            const more = await readGitignore(root, folder);
            return more.length === 0 ? this : makeRules({ ...parts, rules: [...rules, ...more] });
        },
    };
}
async function readGitignore(root, folder) {
    return (await readIgnoreFile(root, folder, '.gitignore')) ?? [];
}
async function readIgnoreFile(root, folder, fileName) {
    const mark = `${folder}${fileName}`;
    const text = await readFile$1(join(root, mark), 'utf8').catch(undefinedIfAbsent);
    return text
        ?.replace(/^\uFEFF/, '')
        .split(/\r?\n/)
        .map(plainer)
        .filter(line => line !== '' && !line.startsWith('#'))
        .map(line => ({ pattern: toRootPattern(folder, line), mark }));
}
/** What the library reads in another way than git does, written so that both read it as git does. */
function plainer(line) {
    return (line
        // Spaces at the end: "dist/ " would be a rule about the dist of the folder itself alone.
        .replace(/(?<!\\) +$/, '')
        // All folders inside of one: "a/**/" would be about the files and "a" too.
        .replace(/\/\*\*\/$/, '/**/*/')
        // All folders, also below another one.
        .replace(/^(!?)\*\*\/$/, '$1*/')
        // Everything: "/**" would be about the top alone.
        .replace(/^(!?)\/\*\*$/, '$1**'));
}
/** A slash at the beginning or in the middle ties a pattern to the folder of its file. */
function toRootPattern(folder, line) {
    if (folder === '')
        return line;
    const [, not, slash, pattern = ''] = /^(!?)(\/?)(.*)$/.exec(line) ?? [];
    const isTied = slash === '/' || /\/./.test(pattern);
    return `${not}/${folder.replace(/[\\*?[\] ]/g, '\\$&')}${isTied ? '' : '**/'}${pattern}`;
}
// A file that is there and cannot be read must not count as empty: what it hides would be uploaded.
function undefinedIfAbsent(error) {
    if (error.code !== 'ENOENT' && error.code !== 'EISDIR')
        throw error;
}

/** What no instance needs and nobody may find there: left out of a folder, and warned about in a file that is deployed as it is. */
const STRAYS = [
    {
        // A file of this name is that of a worktree or a submodule.
        pattern: /(^|\/)\.git(\/|$)/,
        reason: 'there a checkout keeps all of its history and, unless "persist-credentials: false" was set, its credentials',
        zipPatterns: ['.git', '.git/*', '*/.git', '*/.git/*'],
    },
    {
        // actions/checkout from version 6 on: src/git-auth-helper.ts.
        pattern: /(^|\/)git-credentials-[\da-f-]{36}\.config$/,
        reason: 'there actions/checkout keeps its credentials',
        zipPatterns: ['*git-credentials-*.config'],
    },
    {
        pattern: /(^|\/)node_modules\/\.cache(\/|$)/,
        reason: 'tools that build keep there what they would make again',
        zipPatterns: ['*node_modules/.cache/*'],
    },
    {
        pattern: /(^|\/)(source-bundle-[\da-f-]{36}\.zip|beanstalk-websockets-report-\d+\.json)$/,
        reason: 'this action wrote it',
        zipPatterns: ['*source-bundle-*.zip', '*beanstalk-websockets-report-*.json'],
    },
];
function isNeverShipped(name) {
    return STRAYS.some(({ pattern }) => pattern.test(name));
}
/** `names` are those of a file that is never changed. */
function warnOfStrays({ input, value }, names) {
    return STRAYS.flatMap(({ pattern, reason, zipPatterns }) => {
        const found = names.filter(name => pattern.test(name));
        const [first] = found;
        if (first === undefined)
            return [];
        const count = found.length === 1 ? 'It is' : `They are ${found.length} entries, and are`;
        return {
            message: `'${input}' ${quoteForeign(value)} holds ${quoteForeign(first)}: ${reason}. ${count} deployed with the rest.`,
            remedy: `Leave it out when that file is made: zip -r ${toShellWord(value)} . -x ${zipPatterns.map(each => `'${each}'`).join(' ')}`,
        };
    });
}

/** Lists what of a folder goes into the source bundle. */
/**
 * Dot files and node_modules are in unless they are ignored; what is never shipped, the EB CLI's own
 * `.elasticbeanstalk/` and `temporaryFolder` are out. Throws an ActionError for a symbolic link that leads out of the folder.
 */
async function listFolder(source, { excludePatterns, temporaryFolder }) {
    const root = await realpath(source.path);
    const temporary = relative(root, await realpath(temporaryFolder));
    const listing = { source, root, temporaryName: `${temporary}/`, entries: [], leftOut: [], outside: [] };
    await listInto(listing, '', await readIgnoreRules(root, excludePatterns));
    if (listing.outside.length > 0)
        throw linksOutside(source, listing.outside);
    const entries = listing.entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    return { entries, leftOut: listing.leftOut };
}
async function listInto(listing, folder, rules) {
    const children = await readdir(join(listing.root, folder), { withFileTypes: true });
    if (children.length === 0 && folder !== '')
        listing.entries.push({ kind: 'folder', name: folder });
    for (const child of children) {
        const name = folder + child.name + (child.isDirectory() ? '/' : '');
        const ignorer = findOwnRule(listing, name, child) ?? rules.findIgnorer(name);
        if (ignorer)
            listing.leftOut.push({ name, by: ignorer });
        else if (child.isDirectory())
            await listInto(listing, name, await rules.enter(name));
        else
            await listFile(listing, name, child);
    }
}
function findOwnRule(listing, name, child) {
    if (isNeverShipped(name) || name === '.elasticbeanstalk/' || name === listing.temporaryName)
        return 'this action';
    const isOfAKnownKind = child.isDirectory() || child.isFile() || child.isSymbolicLink();
    return isOfAKnownKind ? undefined : 'this action (neither a file nor a folder)';
}
async function listFile(listing, name, child) {
    const problem = findNameProblem(name);
    if (problem)
        throw escaping(listing.source, name, problem);
    const path = join(listing.root, name);
    if (!child.isSymbolicLink()) {
        listing.entries.push({ kind: 'file', name, path });
        return;
    }
    const target = await readlink(path);
    if (await leadsOutside(listing.root, name, target))
        listing.outside.push(`"${name}" -> "${target}"`);
    else
        listing.entries.push({ kind: 'symlink', name, target });
}
// By its text, since that is what is unpacked on the instance, and by where it really leads, through other links.
async function leadsOutside(root, name, target) {
    if (isAbsolute(target))
        return true;
    if (isOutside(posix.join(posix.dirname(name), target)))
        return true;
    const path = join(root, name);
    const exists = await access(path).then(() => true, () => false);
    return exists && isOutside(relative(root, await realpath(path)));
}
function isOutside(path) {
    return path === '..' || path.startsWith('../') || isAbsolute(path);
}
function linksOutside(source, links) {
    const shown = links.slice(0, 10).join(', ') + (links.length > 10 ? `, and ${links.length - 10} more` : '');
    return new ActionError({
        code: 'bundle-link-leaves-folder',
        message: `'${source.input}' "${source.value}" had symbolic links that lead out of the folder: ${shown}.`,
        hint: "Replace them by what they point to (cp -RL), or leave them out with 'exclude-patterns': on the instance there would be nothing behind them.",
    });
}

/** A few compressors, each used for one file after another: to make one takes nearly as long as to compress a small file. */
function openDeflateLanes(count) {
    const lanes = Array.from({ length: count }, openLane);
    let turn = 0;
    return {
        async deflate(bytes) {
            const lane = lanes[turn++ % count];
            if (!lane)
                throw new Error('There is no lane');
            return await lane.deflate(bytes);
        },
        close() {
            for (const lane of lanes)
                lane.close();
        },
    };
}
/**
 * Source code and packages of npm and Python come out within 1.5 % of what `zip -r` makes of them: at level 6 a
 * fourth more time saves one percent, at level 4 they are 4 % larger. With more memory it takes less time.
 */
const DEFLATE_OPTIONS = { level: 5, memLevel: 9, chunkSize: 64 * 1024 };
function openLane() {
    const stream = createDeflateRaw({ ...DEFLATE_OPTIONS, flush: constants.Z_FINISH });
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    const deflate = (bytes) => new Promise((resolve, reject) => {
        stream.write(bytes, error => {
            if (error)
                return reject(error);
            stream.reset();
            const [first, ...more] = chunks.splice(0);
            resolve(first && more.length === 0 ? first : Buffer.concat([first ?? Buffer.alloc(0), ...more]));
        });
    });
    let last = Promise.resolve();
    return {
        deflate(bytes) {
            const deflated = last.then(() => deflate(bytes));
            last = deflated.catch(() => { });
            return deflated;
        },
        close: () => stream.destroy(),
    };
}

/** Reads what is packed, one entry after another, in blocks that can be compressed apart. */
/** An entry whose file became another one between two looks at it. */
class ChangedWhileRead extends Error {
}
/** Small enough that a few in flight cost little memory, large enough that a cut costs less than a thousandth. */
const BLOCK_BYTES = 512 * 1024;
/** How far back deflate looks. */
const WINDOW_BYTES = 32 * 1024;
/**
 * Reads into the same few buffers again and again: fresh ones would pile up until the garbage collector comes.
 * Synchronously: a trip through libuv's pool takes longer than reading a small file does, and its threads are there
 * to compress.
 */
function* readBlocks(entries, blocksKept) {
    const buffers = Array.from({ length: blocksKept }, () => Buffer.alloc(BLOCK_BYTES));
    const nextBuffer = () => {
        const buffer = buffers.shift() ?? Buffer.alloc(BLOCK_BYTES);
        buffers.push(buffer);
        return buffer;
    };
    for (const entry of entries) {
        if (entry.kind === 'file')
            yield* readFile(entry, nextBuffer);
        else
            yield readWhole(entry);
    }
}
function readWhole(entry) {
    const text = entry.kind === 'symlink' ? entry.target : entry.kind === 'text' ? entry.text : '';
    const mode = entry.kind === 'symlink' ? 0o120777 : entry.kind === 'text' ? 0o100644 : 0o40755;
    const bytes = Buffer.from(text);
    const whole = { isFirst: true, isLast: true, dictionary: undefined };
    return { entry, mode, bytes, ...whole, crc32: crc32(bytes), sizeBytes: bytes.length, totalBytes: bytes.length };
}
function* readFile(entry, nextBuffer) {
    const file = openSync(entry.path, constants$1.O_RDONLY | constants$1.O_NOFOLLOW);
    try {
        const { size, mode: fileMode } = fstatSync(file);
        const mode = (fileMode & constants$1.S_IXUSR) === 0 ? 0o100644 : 0o100755;
        let checksum = 0;
        let dictionary;
        let offset = 0;
        do {
            const bytes = nextBuffer().subarray(0, Math.min(BLOCK_BYTES, size - offset));
            fill(bytes, file, entry.path);
            checksum = crc32(bytes, checksum);
            const isFirst = offset === 0;
            offset += bytes.length;
            const sizes = { sizeBytes: offset, totalBytes: size };
            yield { entry, mode, bytes, isFirst, isLast: offset === size, dictionary, crc32: checksum, ...sizes };
            dictionary = bytes.subarray(-WINDOW_BYTES);
        } while (offset < size);
    }
    finally {
        closeSync(file);
    }
}
function fill(bytes, file, path) {
    for (let filled = 0; filled < bytes.length;) {
        const read = readSync(file, bytes, filled, bytes.length - filled, null);
        if (read === 0)
            throw new ChangedWhileRead(`"${path}" became shorter while it was read`);
        filled += read;
    }
}

/** Compresses entries on all cores, in their order: they give the same bytes however many cores there are. */
/** As many as libuv's pool has threads. Not as many as there are cores: the number shows in the bytes. */
const LANES = 4;
/** Some wait in each lane, so that none stands still while another has a larger file, or a block is written. */
const BLOCKS_AHEAD = 4 * LANES;
async function* deflateEntries(entries) {
    const lanes = openDeflateLanes(LANES);
    const ahead = [];
    try {
        // One more than are ahead: the first bytes of a block may refer to the block before it.
        for (const block of readBlocks(entries, BLOCKS_AHEAD + 1)) {
            ahead.push(deflateBlock(block, lanes));
            if (ahead.length === BLOCKS_AHEAD)
                yield* ahead.splice(0, 1);
        }
        yield* ahead;
    }
    finally {
        await Promise.allSettled(ahead);
        lanes.close();
    }
}
async function deflateBlock(block, lanes) {
    const { bytes, dictionary, ...told } = block;
    const { entry, isFirst, isLast } = told;
    if (entry.kind === 'symlink' || bytes.length === 0)
        return { ...told, data: Buffer.from(bytes), isDeflated: false };
    if (!isFirst || !isLast)
        return { ...told, data: await deflatePart(block), isDeflated: true };
    const data = await lanes.deflate(bytes);
    return data.length < bytes.length
        ? { ...told, data, isDeflated: true }
        : { ...told, data: Buffer.from(bytes), isDeflated: false };
}
const deflate = promisify(deflateRaw);
// A file's blocks but the last end at a byte (Z_SYNC_FLUSH), so that one stream is made by putting them behind each other.
async function deflatePart({ bytes, dictionary, isLast }) {
    return await deflate(bytes, {
        ...DEFLATE_OPTIONS,
        finishFlush: isLast ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
        ...(dictionary ? { dictionary } : {}),
    });
}

/** Packs files into a zip file in such a way that the same files give the same bytes. */
/** The path of a new zip file in `temporaryFolder`; nothing is left there when it fails. */
async function packFiles({ source, entries, temporaryFolder }) {
    const zipPath = join(temporaryFolder, `source-bundle-${randomUUID()}.zip`);
    const file = await open(zipPath, 'wx', 0o600);
    try {
        const packing = {
            source,
            file,
            written: 0,
            pendingBytes: 0,
            entries: [],
            unpackedBytes: 0,
            pending: Buffer.alloc(FLUSH_BYTES),
        };
        for await (const block of deflateEntries(entries))
            await writeBlock(packing, block);
        await finish(packing);
        await file.close();
        return zipPath;
    }
    catch (error) {
        await file.close();
        await rm(zipPath, { force: true });
        throw error instanceof ChangedWhileRead ? unreadable(source, error) : error;
    }
}
async function writeBlock(packing, block) {
    const { data, isFirst, isLast } = block;
    const entry = isFirst || !packing.entry ? { offset: endOf(packing), compressedBytes: 0 } : packing.entry;
    packing.entry = entry;
    entry.compressedBytes += data.length;
    if (isFirst)
        packing.unpackedBytes += block.totalBytes;
    const record = toEntry(block, entry.compressedBytes);
    const header = makeLocalHeader(record);
    if (isFirst)
        await append(packing, header);
    await append(packing, data);
    refuseTooLarge(packing);
    if (!isLast)
        return;
    packing.entries.push({ entry: record, offset: entry.offset });
    // Only now are the checksum and the sizes of a file of several blocks known.
    if (!isFirst)
        await rewrite(packing, header, entry.offset);
}
/** Times are spread over twenty years, in the steps of two seconds that a zip can hold. */
const TIME_STEP_MS = 2000;
const TIME_STEPS = (20 * 365 * 24 * 60 * 60 * 1000) / TIME_STEP_MS;
// Servers make an ETag of a file's time and size: a file that has changed needs another time, even at the same size.
function toEntry({ entry, mode, isDeflated, crc32, sizeBytes }, compressedBytes) {
    const isFile = entry.kind === 'file' || entry.kind === 'text';
    const time = isFile ? new Date(FIXED_TIME.getTime() + (crc32 % TIME_STEPS) * TIME_STEP_MS) : FIXED_TIME;
    return { name: entry.name, mode, time, isDeflated, crc32, sizeBytes, compressedBytes };
}
function refuseTooLarge(packing) {
    const sizeBytes = endOf(packing);
    if (sizeBytes > LARGEST_BUNDLE_BYTES)
        throw tooLarge$1(packing.source, sizeBytes);
    if (packing.unpackedBytes > LARGEST_UNPACKED_BYTES)
        throw unpacksTooLarge(packing.source, packing.unpackedBytes);
}
async function finish(packing) {
    const centralDirectoryOffset = endOf(packing);
    for (const { entry, offset } of packing.entries)
        await append(packing, makeDirectoryRecord(entry, offset));
    const offset = endOf(packing);
    const centralDirectorySize = offset - centralDirectoryOffset;
    const entryCount = packing.entries.length;
    const comment = Buffer.alloc(0);
    await append(packing, makeZipEnd({ centralDirectoryOffset, centralDirectorySize, entryCount, comment, offset }));
    await flush(packing);
}
const FLUSH_BYTES = 1024 * 1024;
function endOf({ written, pendingBytes }) {
    return written + pendingBytes;
}
async function append(packing, bytes) {
    for (let at = 0; at < bytes.length;) {
        const copied = bytes.copy(packing.pending, packing.pendingBytes, at);
        packing.pendingBytes += copied;
        at += copied;
        if (packing.pendingBytes === packing.pending.length)
            await flush(packing);
    }
}
async function rewrite(packing, bytes, offset) {
    await flush(packing);
    await write$1(packing.file, bytes, offset);
}
async function flush(packing) {
    await write$1(packing.file, packing.pending.subarray(0, packing.pendingBytes), packing.written);
    packing.written += packing.pendingBytes;
    packing.pendingBytes = 0;
}
async function write$1(file, bytes, position) {
    for (let at = 0; at < bytes.length;) {
        const { bytesWritten } = await file.write(bytes, at, bytes.length - at, position + at);
        at += bytesWritten;
    }
}

/** What a jar, Dockerrun.aws.json or docker-compose.yml needs around it: a zip file, in which proxy files can lie beside it. */
/**
 * Of a jar by itself Beanstalk reads `.ebextensions` at its top but no `.platform`, and a lone JSON or YAML file has
 * neither. In a zip with one jar the Procfile starts it, as Beanstalk would without a zip.
 *
 * @see https://github.com/aws/aws-elastic-beanstalk-cli/issues/342
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/java-se-procfile.html
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/single-container-docker-configuration.html
 */
async function wrapFile(source) {
    const { kind, path, fileName } = source;
    if (kind === 'jar')
        return await wrapJar(source);
    const name = kind === 'compose' ? 'docker-compose.yml' : 'Dockerrun.aws.json';
    return {
        entries: [{ kind: 'file', name, path }],
        wrapping: `Wrap ${fileName} in a zip file${name === fileName ? '' : ` as ${name}`}: by itself it can have no .ebextensions and .platform beside it.`,
        warnings: [],
    };
}
async function wrapJar(source) {
    await refuseBrokenJar(source);
    // The name stands in a command line.
    const name = /^\w[\w.+-]*$/.test(source.fileName) ? source.fileName : 'application.jar';
    const command = `web: java -jar ${name}`;
    const { settings, unread } = await lookInside(source);
    const along = settings.length > 0 ? `, and copy ${settings.map(each => quoteForeign(each.name)).join(', ')} beside it` : '';
    return {
        entries: [
            { kind: 'text', name: 'Procfile', text: `${command}\n` },
            ...settings,
            { kind: 'file', name, path: source.path },
        ],
        wrapping: `Wrap ${source.fileName} in a zip file with a Procfile ("${command}")${along}: inside a jar Beanstalk sees no .platform.`,
        warnings: unread.length > 0 ? [warnOfUnread(source, unread)] : [],
    };
}
const LONGEST_SETTINGS_BYTES = 1024 * 1024;
async function lookInside(source) {
    const jar = await openZip(source.path, source).catch(undefinedIfForJavaAlone);
    if (!jar)
        return { settings: [], unread: [] };
    try {
        const settings = [];
        for (const name of jar.names.filter(name => /^\.ebextensions\/[^/]+\.config$/i.test(name))) {
            const text = await jar.readText(name, LONGEST_SETTINGS_BYTES);
            if (text !== undefined)
                settings.push({ kind: 'text', name, text });
        }
        return { settings, unread: jar.names.filter(name => /^(Procfile$|\.platform\/.*[^/]$)/.test(name)) };
    }
    finally {
        jar.close();
    }
}
function undefinedIfForJavaAlone(error) {
    if (!(error instanceof ActionError))
        throw error;
}
function warnOfUnread({ input, value, fileName }, [first = '', ...more]) {
    const others = more.length > 0 ? ` and ${more.length} more` : '';
    return {
        message: `'${input}' ${quoteForeign(value)} holds ${quoteForeign(first)}${others}: Beanstalk does not look for that inside a jar.`,
        remedy: `Put it into a folder beside ${quoteForeign(fileName)}, and name the folder instead of the jar.`,
    };
}
// What only Java reads may be put together in other ways than a source bundle: a script in front, a name twice.
async function refuseBrokenJar(source) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const file = __addDisposableResource(env_1, await open(source.path, 'r'), true);
        const { size } = await file.stat();
        if (size > LARGEST_BUNDLE_BYTES)
            throw tooLarge$1(source, size);
        if (!(await readZipEnd(file, size)))
            throw notAZip(source, await readBytes(file, 0, 512));
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

/** A source bundle that can be read, and extended, without being unpacked. */
/** Throws an ActionError, whose message names the input and its value, for all that cannot be deployed. */
async function openBundle(source) {
    try {
        const named = await findSource(source);
        if (named.kind !== 'folder' && source.excludePatterns.length > 0) {
            throw excludedFromFile(named, source.excludePatterns);
        }
        const isReady = named.kind === 'zip' || named.kind === 'war';
        const bundle = await openPacked(named, isReady ? readyZip(named) : await pack(named, source));
        return { ...bundle, warnings: [...bundle.warnings, ...(await findLeftBehind(named, bundle, source))] };
    }
    catch (error) {
        throw isSystemError(error) ? unreadable(nameInput(source), error) : error;
    }
}
function readyZip({ path, fileName }) {
    return { zipPath: path, fileName, leftOut: [], wrapping: undefined, warnings: [], remove: async () => { } };
}
async function pack(named, source) {
    const isFolder = named.kind === 'folder';
    const { entries, ...told } = isFolder
        ? { ...(await listFolder(named, source)), wrapping: undefined, warnings: [] }
        : { ...(await wrapFile(named)), leftOut: [] };
    const zipPath = await packFiles({ source: named, entries, temporaryFolder: source.temporaryFolder });
    const fileName = `${isFolder ? named.fileName : parse(named.fileName).name}.zip`;
    return { ...told, zipPath, fileName, remove: () => rm(zipPath, { force: true }) };
}
async function openPacked(named, { remove, ...packed }) {
    const zip = await openZip(packed.zipPath, named).catch(async (error) => {
        await remove();
        throw error;
    });
    const close = async () => {
        zip.close();
        await remove();
    };
    try {
        refuseWrongShape(named, zip.names);
    }
    catch (error) {
        await close();
        throw error;
    }
    const { kind, path } = named;
    const warnings = [...packed.warnings, ...warnOfStrays(named, zip.names)];
    return { ...zip, ...packed, kind, path, warnings, close };
}
function excludedFromFile(named, patterns) {
    return new ActionError({
        code: 'bundle-exclude-from-zip',
        message: `'exclude-patterns' was given ("${patterns.join(', ')}") together with a file ("${named.value}"), which is deployed as it is.`,
        hint: "Remove 'exclude-patterns' and leave those files out when that file is made, or remove 'deployment-package-path' to have 'source-directory' packed.",
    });
}
// What the file system refuses: permissions, a file that is gone, a disk that is full.
function isSystemError(error) {
    return error instanceof Error && 'syscall' in error;
}

/** Opens the source bundle of the inputs, and tells what is in it. */
/** Whoever opens it closes it. Throws an ActionError for all that cannot be deployed. */
async function readBundle(context, request, workspace) {
    const { log, temporaryFolder, deadline } = context;
    const wait = { what: 'the source bundle to be packed and read', leftMs: deadline.remainingMs };
    const bundle = await tellDuring(context, wait, () => openBundle({ ...request, workspace, temporaryFolder }));
    const files = bundle.names.filter(name => !name.endsWith('/')).length;
    log.info(`${bundle.fileName}: ${files} files, ${toSize(bundle.sizeBytes)}.`);
    const shown = bundle.leftOut.slice(0, 10).map(({ name, by }) => `${name} (${by})`);
    const more = bundle.leftOut.length - shown.length;
    if (shown.length > 0)
        log.info(`Left out: ${shown.join(', ')}${more > 0 ? `, and ${more} more` : ''}.`);
    for (const { message, remedy } of bundle.warnings)
        log.warning(`${message} ${remedy}`, 'Source bundle');
    return bundle;
}

/** Creates the application where there is none. May be repeated. */
async function createApplication(context, applicationName) {
    const command = new CreateApplicationCommand({ ApplicationName: applicationName });
    const change = `create the application "${applicationName}"`;
    const words = `elasticbeanstalk delete-application --application-name ${toShellWord(applicationName)}`;
    const undo = [writeCommand$1(context.aws.region, words)];
    try {
        const judgeRefusal = (error) => (isThere$2(error) ? 'needless' : undefined);
        await context.ledger.record({ change, undo, judgeRefusal }, () => context.aws.elasticBeanstalk.send(command));
        context.log.info(`The application "${applicationName}" was created.`);
    }
    catch (error) {
        if (!isThere$2(error))
            throw error;
        context.log.info(`The application "${applicationName}" was there already.`);
    }
}
/** The name is the request's only parameter: it is there, by another run, by an answer that got lost, or unseen. */
function isThere$2(error) {
    return isAwsError(error, 'InvalidParameterValue');
}

/** Asks Beanstalk for a new environment that runs the version from the start, and follows the launch to its end. */
/**
 * `onState` hears of every state that is seen once Beanstalk has accepted the request. Where another run was faster, its
 * environment is taken: as it is, if it has the version already; else the version is deployed to it.
 */
async function createEnvironment(context, wanted, onState) {
    const { update } = wanted;
    const { state, requestId, isOfAnother } = await ask$1(context, wanted);
    const environmentId = state.id;
    if (isOfAnother && state.versionLabel !== update.toLabel)
        return await deployVersion(context, toUpdateOf(state, update), onState);
    onState(state);
    if (!update.wait)
        return { requestId, settled: { kind: 'not-waited', state, events: [] } };
    const feed = await unlessDenied(context, () => openWholeEventFeed(context, environmentId));
    const lookAtInstances = openInstancesLooker(context, environmentId);
    const operation = { environmentId, wantedLabel: update.toLabel, feed, requestId, before: undefined, onState };
    const told = { lookAtInstances, newestDeployment: undefined, answer: state };
    return { requestId, settled: await settle(context, { ...operation, ...told }) };
}
// What its settings were is not known: as long as there was no environment, all of them were new.
function toUpdateOf({ id: environmentId, versionLabel: fromLabel }, update) {
    const own = update.changes.map(change => ({ ...change, kind: 'unknown', before: undefined }));
    const changes = [...own, ...update.tunings.map(tuning => toChange$1(tuning, 'unknown'))];
    return { ...update, environmentId, fromLabel, changes, tunings: [] };
}
async function ask$1(context, { update, creation }) {
    const { applicationName, solutionStackName, platformArn, cnamePrefix, tags } = creation;
    const { environmentName, toLabel, optionSettings } = update;
    const { region } = context.aws;
    const command = new CreateEnvironmentCommand({
        ApplicationName: applicationName,
        EnvironmentName: environmentName,
        VersionLabel: toLabel,
        ...(solutionStackName ? { SolutionStackName: solutionStackName } : {}),
        ...(platformArn ? { PlatformArn: platformArn } : {}),
        ...(cnamePrefix ? { CNAMEPrefix: cnamePrefix } : {}),
        ...(tags ? { Tags: [...tags] } : {}),
        OptionSettings: optionSettings.map(toApiSetting),
    });
    const change = `create the environment "${environmentName}" with the version "${toLabel}"`;
    const undo = undoCreation(region, environmentName);
    const entry = {
        change,
        parts: listSetOptions(update),
        undo,
        isDeployment: true,
        names: [`environment ${environmentName}`],
    };
    let existing;
    const judgeRefusal = async (error) => {
        if (isAwsError(error, 'InvalidParameterValue'))
            existing = await findExisting(context, update, creation);
        // Where an answer was lost, it may be this run's own.
        const mayBeOwn = existing?.versionLabel === update.toLabel && !isRefused(error);
        return existing && !mayBeOwn ? 'needless' : undefined;
    };
    await context.confirm?.();
    try {
        const answer = await context.ledger.record({ ...entry, judgeRefusal }, () => context.aws.elasticBeanstalk.send(command));
        return { state: toState(answer), requestId: answer.$metadata.requestId, isOfAnother: false };
    }
    catch (error) {
        if (!existing)
            throw isAwsError(error, ...REFUSALS) ? refused(error, update, { ...creation, region }) : error;
        context.log.info(`The environment "${environmentName}" was there already when it was to be created.`);
        return { state: existing, requestId: undefined, isOfAnother: true };
    }
}
// Its version can be deleted when it is gone, and not before.
function undoCreation(region, environmentName) {
    const name = toShellWord(environmentName);
    return [
        writeCommand$1(region, `elasticbeanstalk terminate-environment --environment-name ${name}`),
        writeCommand$1(region, `elasticbeanstalk wait environment-terminated --environment-names ${name}`),
    ];
}
// Another run may have been faster, or the answer to a first attempt may have been lost.
async function findExisting(context, { environmentName }, { applicationName: ApplicationName }) {
    const asked = new DescribeEnvironmentsCommand({ ApplicationName, IncludeDeleted: false });
    const { Environments = [] } = await context.aws.elasticBeanstalk.send(asked);
    const living = Environments.filter(({ Status = '' }) => !isGone(Status));
    const found = living.find(({ EnvironmentName }) => EnvironmentName === environmentName);
    return found && toState(found);
}
const REFUSALS = ['InvalidParameterValue', 'InvalidParameterCombination', 'ConfigurationValidationException'];
function refused(cause, { environmentName }, { platformOf, region }) {
    const list = writeCommand$1(region, 'elasticbeanstalk list-available-solution-stacks');
    const what = platformOf
        ? `a line of 'option-settings', or a setting that it has from "${platformOf}"`
        : `'solution-stack-name' or 'platform-arn' (those that there are: ${list}), 'cname-prefix', or a line of 'option-settings'`;
    return new ActionError({
        code: 'environment-refused',
        message: `The environment "${environmentName}" was not created. ${cause.message}`,
        hint: `Correct what the text names: ${what}. Another application may have an environment of that name.`,
        cause,
    });
}

/** Makes sure of the inbound rules that were planned. May be repeated. */
/** Throws an ActionError when AWS denies a rule: nobody would reach the port then. */
async function openPort(context, plan) {
    if (plan.kind !== 'found') {
        context.log.info('As planned, the security groups were left alone.');
        return [];
    }
    const states = [];
    for (const port of plan.ports) {
        const { step } = port;
        if (step.kind === 'add')
            states.push(await add(context, { port, step }, plan));
        else
            states.push(toPortState(port, plan));
    }
    if (plan.ports.every(({ step }) => step.kind !== 'add'))
        context.log.info('As planned, no rule is added.');
    return states;
}
// Bundle and proxy files were looked at since the plan's groups were read: somebody may have chosen whom to admit.
async function add(context, { port, step }, plan) {
    const asked = await ask$2(() => readGroups(context, plan.groupIds, [port]));
    if (asked.kind === 'refused') {
        const { message, hint } = asked.refusal;
        const left = `AWS did not tell once more whom ${step.groupId} admits on TCP ${port.port}, and nothing is added.`;
        context.log.warning(`${left} ${message} ${hint}`, 'The inbound rule');
        return { ...toState$1(port, plan), admitted: 'unknown' };
    }
    const state = toState$1(asked.answer.ports[0] ?? port, plan);
    const { admission } = asked.answer.ports[0] ?? port;
    const [allowFrom, everybody] = step.reason === 'allow-from' ? [step.cidrs, []] : [[], step.cidrs];
    const cidrs = listLacking(admission, { allowFrom, everybody });
    if (cidrs.length === 0) {
        const whom = listFew(state.sources.map(quoteForeign));
        context.log.info(`On TCP ${port.port}, somebody admits ${whom} by now: ${plan.groupIds.join(' and ')} left alone.`);
        return state;
    }
    const added = await addEach(context, port.port, { ...step, cidrs });
    return { ...state, admitted: 'yes', sources: [...state.sources, ...cidrs], added, groupId: step.groupId };
}
/** Each by itself: of several, EC2 refuses all when one of them is there, and what is not ours must not be taken back. */
async function addEach(context, port, step) {
    const added = [];
    for (const cidr of step.cidrs) {
        if (await authorize(context, port, { ...step, cidrs: [cidr] }))
            added.push(cidr);
    }
    return added;
}
/** False where another run was faster: the rule is there, which is all that was asked for. */
async function authorize(context, port, step) {
    const { groupId: GroupId, cidrs } = step;
    const change = `add the inbound rule TCP ${port} from ${cidrs.join(' and ')} to the security group ${GroupId}`;
    const rule = { region: context.aws.region, groupId: GroupId, port, cidrs };
    const undo = [writeRuleCommand('revoke', rule)];
    const IpPermissions = [toPermission(port, step)];
    const command = new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions });
    const judgeRefusal = (error) => (isAnothers(error) ? 'needless' : undefined);
    try {
        await context.ledger.record({ change, undo, judgeRefusal }, () => context.aws.ec2.send(command));
        context.log.info(`TCP ${port} is open to ${cidrs.join(' and ')} in ${GroupId} now.`);
        return true;
    }
    catch (error) {
        if (isThere$1(error))
            return !isAnothers(error);
        throw isDenied(error) ? denied(error, rule) : error;
    }
}
// Where an answer was lost, it is most likely this run's own.
function isAnothers(error) {
    return isThere$1(error) && isRefused(error);
}
function isThere$1(error) {
    return isAwsError(error, 'InvalidPermission.Duplicate');
}
function denied(error, rule) {
    const { groupId, port, cidrs } = rule;
    return new ActionError({
        code: 'permission-denied',
        message: `The security group ${quoteForeign(groupId)} did not admit ${cidrs.join(' and ')} on TCP ${port}, and the rule could not be added. ${error.message}`,
        hint: `${error.hint}\nOr open the port yourself: ${writeRuleCommand('authorize', rule)}\nOr write "security-group-rule: off" to deploy without it.`,
        cause: error,
    });
}

/** The name of Beanstalk's own bucket in the region. */
/** Beanstalk makes it where it is missing. */
async function findStorageLocation(context) {
    const change = "make sure of Beanstalk's own storage bucket in this region";
    const answer = await context.ledger.record({ change }, () => context.aws.elasticBeanstalk.send(new CreateStorageLocationCommand({})));
    return answer.S3Bucket ?? '';
}

/** Sends a stretch of the source bundle as a stream, and once more where that was interrupted. */
/** The SDK does not repeat a request whose body is a stream, so that is done here, with a new stream each time. */
const ATTEMPTS = 4;
const LONGEST_FIRST_PAUSE_MS = 1000;
/** What S3 says of a body that did not come as it was sent; RequestTimeout, of one that stopped on its way, is a 400. */
const BAD_DELIVERY = ['RequestTimeout', 'BadDigest', 'IncompleteBody', 'XAmzContentChecksumMismatch'];
async function sendStretch(context, sending) {
    for (let attempt = 1;; attempt++) {
        try {
            return await sendOnce(sending);
        }
        catch (error) {
            sending.signal.throwIfAborted();
            if (!isInterruption(error) || attempt === ATTEMPTS)
                throw error;
            context.log.info(`${sending.what} was interrupted (${error.message}); it is sent again.`);
            await context.clock.sleep(Math.random() * LONGEST_FIRST_PAUSE_MS * 2 ** (attempt - 1), sending.signal);
        }
    }
}
function isInterruption(error) {
    return isTransient(error) || isAwsError(error, ...BAD_DELIVERY);
}
async function sendOnce({ bundle, stretch, stallMs, ...sending }) {
    const stalled = new AbortController();
    const timer = setTimeout(() => stalled.abort(stoodStill(sending.what, stallMs)), stallMs);
    let sentBytes = 0;
    const onBytes = (bytes) => {
        sentBytes += bytes;
        sending.count(bytes);
        timer.refresh();
    };
    const body = Readable.from(countBytes(bundle.open(stretch), onBytes), { objectMode: false });
    try {
        return await sending.send(body, AbortSignal.any([sending.signal, stalled.signal]));
    }
    catch (error) {
        sending.count(-sentBytes);
        throw stalled.signal.aborted ? stalled.signal.reason : error;
    }
    finally {
        clearTimeout(timer);
        body.destroy();
    }
}
async function* countBytes(stream, onBytes) {
    for await (const chunk of stream) {
        onBytes(chunk.length);
        yield chunk;
    }
}
function stoodStill(what, stallMs) {
    return new ActionError({
        code: 'aws-unreachable',
        message: `${what} stood still: for ${Math.round(stallMs / 1000)} s S3 took no byte of it.`,
        hint: 'Run the job again; on a self-hosted runner, look at its way to S3.',
    });
}

/** Takes an upload in parts back, when the run is over, too: what was sent for it is charged as long as it is there. */
/** Never throws: why the upload failed is what is to be told. What could not be taken back is a warning. */
async function takeBack(context, { bucket, key }, uploadId) {
    const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId });
    const change = `take back the parts that were uploaded for s3://${bucket}/${key}`;
    try {
        await context.ledger.record({ change }, async () => {
            try {
                await context.aws.s3Afterwards.send(command, limitAfterwards());
            }
            catch (error) {
                // It had been put together after all.
                if (!isAwsError(error, 'NoSuchUpload'))
                    throw error;
            }
        });
    }
    catch (error) {
        const place = `--bucket ${toShellWord(bucket)} --key ${toShellWord(key)}`;
        const words = `s3api abort-multipart-upload ${place} --upload-id ${toShellWord(uploadId)}`;
        const remove = writeCommand$1(context.aws.region, words);
        context.log.warning(`The parts of an upload may still be in the bucket: ${explainAfterwards(error)} To remove them: ${remove}`);
    }
}
/** Those of this key whose beginning was asked for, and whose id was never heard; all but `keptId`. */
async function takeBackUnheard(context, { bucket, key }, keptId) {
    const command = new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: key });
    try {
        const { Uploads = [] } = await context.aws.s3Afterwards.send(command, limitAfterwards());
        const unheard = Uploads.filter(({ Key, UploadId }) => Key === key && UploadId !== keptId);
        await Promise.all(unheard.map(({ UploadId = '' }) => takeBack(context, { bucket, key }, UploadId)));
    }
    catch (error) {
        const words = `s3api list-multipart-uploads --bucket ${toShellWord(bucket)} --prefix ${toShellWord(key)}`;
        const list = writeCommand$1(context.aws.region, words);
        context.log.warning(`An upload may have been begun that holds nothing yet: ${explainAfterwards(error)} To see it: ${list}`);
    }
}

/** Tells in the log how much of an upload has gone out. */
const MIB = 1024 * 1024;
/** What is smaller is there in a moment. */
const LEAST_BYTES = 16 * MIB;
/** Together with the time that has to lie between two lines: a log holds at most nine of them, and no burst. */
const STEPS = 10;
const LEAST_PAUSE_MS = 2000;
/** A line at each tenth while `work` runs, where it is large; and one when it is done. */
async function tellProgress(context, sizeBytes, work) {
    const { clock, log } = context;
    const startedMs = clock.monotonicMs();
    const sent = { bytes: 0, step: 0, toldMs: startedMs };
    const elapsedMs = () => clock.monotonicMs() - startedMs;
    const describe = () => describeProgress(sent.bytes, sizeBytes, elapsedMs());
    const count = bytes => {
        sent.bytes += bytes;
        const step = Math.floor((STEPS * sent.bytes) / sizeBytes);
        const isDue = step > sent.step && step < STEPS && clock.monotonicMs() - sent.toldMs >= LEAST_PAUSE_MS;
        if (sizeBytes < LEAST_BYTES || !isDue)
            return;
        // What goes out again is not told again.
        Object.assign(sent, { step, toldMs: clock.monotonicMs() });
        log.info(`Uploading: ${describe()}.`);
    };
    const wait = { what: 'the upload', leftMs: context.deadline.remainingMs, lastSeen: describe };
    const answer = await tellDuring(context, wait, () => work(count));
    log.info(`Uploaded ${toSize(sizeBytes)}${elapsedMs() < 1000 ? '' : ` in ${toDuration(elapsedMs())}`}.`);
    return answer;
}
/** "120 of 200 MiB (60 %), 8.4 MiB/s" */
function describeProgress(sentBytes, sizeBytes, elapsedMs) {
    const percent = Math.floor((100 * sentBytes) / sizeBytes);
    const rate = ((sentBytes / MIB) * 1000) / Math.max(1, elapsedMs);
    return `${toMiB(sentBytes)} of ${toMiB(sizeBytes)} MiB (${percent} %), ${rate.toFixed(1)} MiB/s`;
}

/**
 * Uploads a large source bundle in parts, some at a time. Not with @aws-sdk/lib-storage: that reads each part into
 * memory, does not end what it is sending when it is aborted, and takes the parts back unawaited and by the client
 * whose requests end with the run. The bundle is a file, so each part is a stream of its own here.
 */
/** A runner that cancels waits 7.5 s for all of a run's end. */
const LATE_ANSWER_MS = 1000;
/** When this throws, nothing of it is in flight any more, and the parts have been taken back or it was told that they were not. */
async function uploadInParts(context, target, bounds) {
    const begun = await begin(context, target, bounds);
    try {
        const { sizeBytes } = target.bundle;
        const parts = await tellProgress(context, sizeBytes, count => sendParts(context, begun, count));
        await complete(context, begun, parts);
    }
    catch (error) {
        await takeBack(context, target, begun.uploadId);
        throw error;
    }
}
// Not ended by the signal: an upload whose id nobody has heard is hard to find again.
async function begin(context, target, bounds) {
    const command = new CreateMultipartUploadCommand({
        Bucket: target.bucket,
        Key: target.key,
        ContentType: 'application/zip',
        ChecksumAlgorithm: 'SHA256',
        Metadata: { [PART_BYTES_NAME]: String(bounds.partBytes) },
    });
    const givenUp = new AbortController();
    const answer = context.aws.s3Afterwards.send(command, { abortSignal: givenUp.signal });
    try {
        const { UploadId: uploadId = '', $metadata } = await untilAborted(answer, context.signal);
        // Asked for twice, it may have been begun twice.
        if ($metadata.attempts !== 1)
            await takeBackUnheard(context, target, uploadId);
        return { ...target, uploadId, bounds };
    }
    catch (error) {
        if (isRefused(error))
            throw error;
        const late = await untilAborted(answer, AbortSignal.timeout(LATE_ANSWER_MS)).catch(() => undefined);
        // From here on it must not be asked for once more.
        givenUp.abort();
        await (late?.UploadId ? takeBack(context, target, late.UploadId) : takeBackUnheard(context, target));
        throw error;
    }
}
/** The first part that cannot be sent ends all others. */
async function sendParts(context, begun, count) {
    const { bundle, bounds } = begun;
    const partCount = Math.ceil(bundle.sizeBytes / bounds.partBytes);
    const failed = new AbortController();
    const signal = AbortSignal.any([context.signal, failed.signal]);
    const numbers = Array.from({ length: partCount }, (_, index) => index + 1);
    return mapInTurns(bounds.parallel, numbers, async (number) => {
        try {
            return await sendPart(context, begun, { number, partCount, signal, count });
        }
        catch (error) {
            failed.abort(error);
            throw error;
        }
    });
}
async function sendPart(context, { bucket, key, bundle, uploadId, bounds }, { number: PartNumber, partCount, signal, count }) {
    const start = (PartNumber - 1) * bounds.partBytes;
    const end = Math.min(bundle.sizeBytes, start + bounds.partBytes);
    const place = { Bucket: bucket, Key: key, UploadId: uploadId, PartNumber };
    const { ETag, ChecksumSHA256 } = await sendStretch(context, {
        ...{ bundle, stretch: { start, end }, signal, count, stallMs: bounds.stallMs },
        what: `Part ${PartNumber} of ${partCount}`,
        send: (Body, abortSignal) => context.aws.s3.send(new UploadPartCommand({ ...place, Body, ContentLength: end - start, ChecksumAlgorithm: 'SHA256' }), { abortSignal }),
    });
    return { PartNumber, ETag, ChecksumSHA256 };
}
async function complete(context, begun, parts) {
    const { bucket, key, uploadId } = begun;
    const names = { Bucket: bucket, Key: key, UploadId: uploadId };
    try {
        await context.aws.s3.send(new CompleteMultipartUploadCommand({ ...names, MultipartUpload: { Parts: parts } }));
    }
    catch (error) {
        // Where its answer was lost it is asked for again, and by then the upload is no more.
        const mayBeThere = isTransient(error) || isAwsError(error, 'NoSuchUpload');
        if (!mayBeThere || !(await isThere(context, begun, parts)))
            throw error;
    }
}
async function isThere(context, target, parts) {
    const stored = await readStoredBytes(context, target, context.log.debug);
    return stored?.checksum?.value === joinDigests(parts.map(part => Buffer.from(part.ChecksumSHA256 ?? '', 'base64')));
}

/** Uploads the source bundle to S3, as a stream or as several; S3 verifies and keeps its SHA-256, which is sent behind the last byte. */
/** Part sizes are written into the object, so that they may be others one day. */
const BOUNDS = {
    inPartsAboveBytes: 64 * 1024 * 1024,
    partBytes: 16 * 1024 * 1024,
    parallel: 4,
    stallMs: 60_000,
};
/** Resolves to its name in the ledger; undefined where the bytes were there already, and nothing was sent. */
async function uploadBundle(context, upload, bounds = BOUNDS) {
    const { bucket, plan, bundle } = upload;
    if (plan.createBucket)
        await createBucket(context, bucket);
    const target = { bucket, key: plan.key, bundle };
    if (await isUploaded(context, target)) {
        context.log.info(`The same bytes are at s3://${bucket}/${plan.key} already; they are not uploaded again.`);
        return undefined;
    }
    const name = `s3://${bucket}/${plan.key}`;
    const change = `upload the source bundle to ${name}`;
    const undo = [writeCommand$1(context.aws.region, `s3 rm ${toShellWord(name)}`)];
    const send = bundle.sizeBytes > bounds.inPartsAboveBytes ? uploadInParts : uploadAtOnce;
    await context.ledger.record({ change, undo, names: [name] }, () => send(context, target, bounds));
    return name;
}
/** Whoever may not look uploads. */
async function isUploaded(context, { bundle, ...place }) {
    const stored = await readStoredBytes(context, place, context.log.debug);
    if (!isComparable(stored, bundle.sizeBytes))
        return false;
    const checksum = await identifyBundle(context, bundle, stored.checksum.partBytes);
    return compareBytes(stored, { sizeBytes: bundle.sizeBytes, checksum }) === 'same';
}
async function uploadAtOnce(context, { bucket, key, bundle }, bounds) {
    const { sizeBytes } = bundle;
    const put = { Bucket: bucket, Key: key, ContentLength: sizeBytes, ContentType: 'application/zip' };
    await tellProgress(context, sizeBytes, count => sendStretch(context, {
        ...{ bundle, stretch: { start: 0, end: sizeBytes }, count, stallMs: bounds.stallMs },
        what: 'The upload',
        signal: context.signal,
        send: (Body, abortSignal) => context.aws.s3.send(new PutObjectCommand({ ...put, Body, ChecksumAlgorithm: 'SHA256' }), { abortSignal }),
    }));
}
async function createBucket(context, bucket) {
    const change = `create the S3 bucket "${bucket}"`;
    const undo = [writeCommand$1(context.aws.region, `s3 rb ${toShellWord(`s3://${bucket}`)}`)];
    const judgeRefusal = (error) => (isOurs(error) ? 'needless' : undefined);
    const command = new CreateBucketCommand({ Bucket: bucket, ...toLocation(context.aws.region) });
    try {
        await context.ledger.record({ change, undo, judgeRefusal }, () => context.aws.s3.send(command));
    }
    catch (error) {
        if (!isOurs(error))
            throw error;
    }
}
/** Another run was faster. */
function isOurs(error) {
    return isAwsError(error, 'BucketAlreadyOwnedByYou');
}
// us-east-1 is the one region that S3 does not accept as a location constraint.
function toLocation(region) {
    if (region === 'us-east-1')
        return {};
    return { CreateBucketConfiguration: { LocationConstraint: region } };
}

/** Uploads the source bundle, makes the application version of it, and waits until it can be deployed. */
/** After its creation a version is listed within seconds. */
const LATEST_LISTED_MS = 30_000;
async function publishVersion(context, plan, bundle) {
    if (plan.kind === 'reuse') {
        context.log.info(`Version "${plan.label}" exists already with the same bytes; it is deployed again.`);
        await waitUntilProcessed(context, plan);
        return { label: plan.label, reused: true, location: undefined };
    }
    const bucket = plan.bucketName ?? (await findStorageLocation(context));
    const uploaded = await uploadBundle(context, { bucket, plan, bundle });
    await createVersion(context, plan, { bucket, uploaded });
    await waitUntilProcessed(context, plan);
    return { label: plan.label, reused: false, location: { bucket, key: plan.key } };
}
async function createVersion(context, plan, { bucket, uploaded }) {
    const { applicationName, label, description, tags, key } = plan;
    const command = new CreateApplicationVersionCommand({
        ApplicationName: applicationName,
        VersionLabel: label,
        ...(description === undefined ? {} : { Description: description }),
        ...(tags ? { Tags: [...tags] } : {}),
        SourceBundle: { S3Bucket: bucket, S3Key: key },
        // Beanstalk then reads the .ebextensions files before anything is deployed.
        Process: true,
        AutoCreateApplication: false,
    });
    try {
        const change = `create the application version "${label}" of "${applicationName}"`;
        const undo = undoVersion(context.aws.region, plan, uploaded !== undefined);
        const entry = { change, undo, names: [`version ${label}`], covers: uploaded === undefined ? [] : [uploaded] };
        await context.ledger.record(entry, async () => {
            try {
                await context.aws.elasticBeanstalk.send(command);
            }
            catch (error) {
                // An answer to the only attempt is the last word: nothing was made by another.
                if (!isAwsError(error, 'InvalidParameterValue') || isRefused(error))
                    throw error;
                if (!(await isMade(context, plan, bucket)))
                    throw error;
                context.log.info(`Version "${label}" was there when it was asked for again: an answer had been lost.`);
            }
        });
    }
    catch (error) {
        if (isAwsError(error, 'TooManyApplicationVersionsException'))
            throw tooManyVersions(context.aws.region, applicationName, error);
        throw error;
    }
}
// Of an attempt whose answer was lost. The key holds the bundle's fingerprint, so what lies there are the same bytes.
async function isMade(context, plan, bucket) {
    try {
        const version = await pollUntil(context, {
            what: `the application version "${plan.label}" to be listed`,
            atMostMs: LATEST_LISTED_MS,
            read: () => findVersion(context, plan),
            done: found => found !== undefined,
            describe: () => 'not listed yet',
        });
        return version?.SourceBundle?.S3Bucket === bucket && version.SourceBundle.S3Key === plan.key;
    }
    catch (error) {
        if (error instanceof ActionError && error.code === 'timed-out')
            return false;
        throw error;
    }
}
// Of a version that an environment still runs Beanstalk deletes neither the version nor the bundle.
function undoVersion(region, plan, hasBundle) {
    const words = `delete-application-version ${nameVersion(plan)}${hasBundle ? ' --delete-source-bundle' : ''}`;
    return [writeCommand$1(region, `elasticbeanstalk ${words}`)];
}
function nameVersion({ applicationName, label }) {
    return `--application-name ${toShellWord(applicationName)} --version-label ${toShellWord(label)}`;
}
/** Right after its creation a version may not be listed yet, and a deployment of it would be refused. */
async function waitUntilProcessed(context, { applicationName, label }) {
    const status = await pollUntil(context, {
        what: `the application version "${label}" to be processed`,
        async read() {
            const version = await findVersion(context, { applicationName, label });
            return version?.Status?.toLowerCase() ?? 'not listed yet';
        },
        done: seen => ['processed', 'unprocessed', 'failed'].includes(seen),
        describe: seen => toPrintableLine(seen, 40),
    });
    if (status === 'failed')
        throw processingFailed(context.aws.region, { applicationName, label });
    context.log.info(`Version "${label}" can be deployed.`);
}
function processingFailed(region, version) {
    const events = writeCommand$1(region, `elasticbeanstalk describe-events ${nameVersion(version)}`);
    return new ActionError({
        code: 'version-processing-failed',
        message: `Beanstalk could not process the application version "${version.label}": a file in .ebextensions, or env.yaml, was not valid.`,
        hint: `Look for "invalid YAML or JSON" in its events, mend that file, and deploy under a new label: ${events}`,
    });
}
function tooManyVersions(region, applicationName, cause) {
    const [remove] = undoVersion(region, { applicationName, label: 'LABEL' }, true);
    return new ActionError({
        code: 'too-many-versions',
        message: `The account has no room for another application version. ${cause.message}`,
        hint: `Delete versions that nothing uses: ${remove}\nTo have those deleted that this action made, after each deployment that was a success, write "keep-versions: 20".`,
        cause,
    });
}

/** Waits for an environment that somebody else is creating: what it has is known when its launch is over. Reads only. */
/** However the launch ends: whoever looks then sees it. Throws an ActionError when the time of the run is over before. */
async function awaitLaunch(context, { id, name }) {
    context.log.info('The environment is Launching: somebody else is creating it. Waiting until that is over.');
    await pollUntil(context, {
        what: `the launch of the environment "${name}" to end`,
        read: () => describeState(context, id),
        done: ({ status }) => status !== 'Launching',
        describe: ({ status }) => `status ${toPrintableLine(status, 40)}`,
    });
}

/** May a new environment have this host name? Reads only. */
/** Undefined where it may not be asked: CreateEnvironment refuses a name that is taken. */
async function isNameFree({ aws, log }, cnamePrefix) {
    try {
        const { Available } = await aws.elasticBeanstalk.send(new CheckDNSAvailabilityCommand({ CNAMEPrefix: cnamePrefix }));
        return Available;
    }
    catch (error) {
        if (!isDenied(error))
            throw error;
        log.info(`Whether the name is free is unknown: ${explainRefusal(error)}`);
        return undefined;
    }
}

/** Of many names those that somebody may have meant who wrote another. Pure. */
/** Longer names are compared by their beginning. */
const MOST_COMPARED = 200;
const MOST_NAMED = 3;
/** The nearest first, by how many characters have to be changed, put in or taken out. */
function findNearestNames(written, names) {
    const wanted = prepare$1(written);
    return names
        .map(name => ({ name, distance: countChanges(wanted, prepare$1(name)) }))
        .toSorted((a, b) => a.distance - b.distance)
        .slice(0, MOST_NAMED)
        .map(({ name }) => name);
}
function prepare$1(name) {
    return name.slice(0, MOST_COMPARED).toLowerCase();
}
// Levenshtein's distance, row by row.
function countChanges(from, to) {
    let row = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (let i = 0; i < from.length; i++) {
        const next = [i + 1];
        for (let j = 0; j < to.length; j++) {
            const replaced = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1);
            next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
        }
        row = next;
    }
    return row.at(-1) ?? 0;
}

/** Looks whether the account has the platform on which an environment is to be created, before anything is made. Reads only. */
/** What cannot be asked is left to CreateEnvironment. Throws an ActionError that offers the nearest names there are. */
async function refuseMissingPlatform(context, platform) {
    const { solutionStackName, platformArn, platformOf } = platform;
    // What runs is not always listed: AWS lists no version that it has retired.
    if (platformOf !== undefined)
        return;
    const written = solutionStackName ?? platformArn;
    if (written === undefined)
        return;
    const listed = await ask$2(() => (solutionStackName ? listStacks(context) : listArns(context)));
    if (listed.kind === 'refused') {
        context.log.info(`Whether the platform is there is unknown: ${explainRefusal(listed.refusal)}`);
        return;
    }
    const names = listed.answer;
    // Nobody has an account without any.
    if (names.length > 0 && !names.includes(written))
        throw missing(platform, names, context.aws.region);
}
async function listStacks({ aws }) {
    const { SolutionStacks = [] } = await aws.elasticBeanstalk.send(new ListAvailableSolutionStacksCommand({}));
    return SolutionStacks;
}
async function listArns({ aws }) {
    const pages = await readPages(token => aws.elasticBeanstalk.send(new ListPlatformVersionsCommand({ ...token })));
    return pages.flatMap(({ PlatformSummaryList = [] }) => PlatformSummaryList.flatMap(({ PlatformArn }) => PlatformArn ?? []));
}
function missing({ solutionStackName, platformArn = '' }, names, region) {
    const [input, written, list] = solutionStackName
        ? ['solution-stack-name', solutionStackName, 'list-available-solution-stacks']
        : ['platform-arn', platformArn, 'list-platform-versions'];
    const nearest = findNearestNames(written, names).map(quoteForeign);
    return new ActionError({
        code: 'platform-missing',
        message: `'${input}' was "${written}", which is none of the ${names.length} platforms that the account has in ${region}.`,
        hint: `Write one that there is, such as the nearest: ${nearest.join(', ')}. All of them: ${writeCommand$1(region, `elasticbeanstalk ${list}`)}`,
    });
}

/** What is known of an environment that is still to be created. Reads only. */
/** Throws an ActionError where the inputs do not let it be created, where its platform is not there, and where its host name is taken. */
async function foreseeEnvironment(context, wanted, others) {
    const { applicationName, creation } = wanted;
    const howToCreate = findWhatIsLacking(creation);
    if (howToCreate)
        throw await explainMissing(context, wanted, { environments: others, howToCreate });
    const application = others.length > 0 ? 'exists' : await lookForApplication(context, applicationName);
    if (application === 'missing' && !creation.mayCreateApplication)
        throw await explainMissing(context, wanted, { environments: [], howToCreate: LET_APPLICATION });
    await refuseMissingPlatform(context, creation);
    await refuseTakenName(context, creation);
    const { solutionStackName: SolutionStackName, platformArn: PlatformArn } = creation;
    const platform = await findPlatform(context, {
        ...(SolutionStackName ? { SolutionStackName } : {}),
        ...(PlatformArn ? { PlatformArn } : {}),
    });
    const named = { id: '', name: wanted.environmentName, applicationName, versionLabel: undefined };
    const unknown = {
        proxyServer: undefined,
        port: undefined,
        frontSettings: [],
        staticFiles: {},
        status: '',
        health: '',
    };
    // Beanstalk may make up another; the files that are tried out before are asked for by this one.
    const cname = `${creation.cnamePrefix ?? wanted.environmentName}.${context.aws.region}.elasticbeanstalk.com`;
    const settingChanges = compareSettings(wanted.optionSettings, []).map(change => ({ ...change, kind: 'new' }));
    const environment = { ...named, ...unknown, cname, platform, settingChanges, front: describeFront([]) };
    return { environment, application };
}
const LET_PLATFORM = `To have this step create what is missing, add these lines, with the platform and the instance profile of your choice:\nsolution-stack-name: 64bit Amazon Linux 2023 v6.7.2 running Node.js 24\noption-settings: ${PROFILE_LINE}`;
const LET_ENVIRONMENT = 'To have this step create it, write "create-environment-if-not-exists: true".';
const LET_APPLICATION = 'To have this step create it, write "create-application-if-not-exists: true".';
function findWhatIsLacking(creation) {
    const { solutionStackName, platformArn, mayCreateEnvironment } = creation;
    if (!solutionStackName && !platformArn)
        return LET_PLATFORM;
    return mayCreateEnvironment ? undefined : LET_ENVIRONMENT;
}
async function lookForApplication(context, name) {
    const applications = await listApplications(context);
    if (applications === undefined)
        return 'unknown';
    return applications.includes(name) ? 'exists' : 'missing';
}
async function refuseTakenName(context, { cnamePrefix }) {
    if (cnamePrefix && (await isNameFree(context, cnamePrefix)) === false)
        throw taken(cnamePrefix, context.aws.region);
}
function taken(prefix, region) {
    return new ActionError({
        code: 'cname-prefix-taken',
        message: `'cname-prefix' was "${prefix}", and the host name that begins with it is taken in ${region}, by an environment of this account or of another.`,
        hint: 'Write another prefix, or leave the line out: then Beanstalk makes one up.',
    });
}

/** Reads what the bundle sets, as far as it has to be known before AWS is asked. */
/** About the way clients come to the instances. Throws what `readText` throws (an ActionError for a damaged zip). */
async function readFrontSettings(bundle) {
    const { read } = await readTexts(bundle, listConfigs(bundle));
    return listFrontSettings(scanEbextensions(read).extensions);
}
/** Names of all options that it sets. Throws what `readText` throws. */
async function readOptionNames(bundle) {
    const { read } = await readTexts(bundle, listConfigs(bundle));
    return listOptionNames(scanEbextensions(read).extensions);
}

/** Finds out whether the version label is taken, and by which bytes; and whether the bucket is there. Reads only. */
async function surveyVersion(context, { hasApplication, bucketName, ...asked }) {
    const version = hasApplication ? await findVersion(context, asked) : undefined;
    if (!version)
        return { kind: 'free', isBucketMissing: bucketName ? await isMissing(context, bucketName) : false };
    const { S3Bucket: bucket, S3Key: key } = version.SourceBundle ?? {};
    const tell = (why) => context.log.info(`The bundle of the existing version could not be read: ${why}`);
    return { kind: 'taken', stored: bucket && key ? await readStoredBytes(context, { bucket, key }, tell) : undefined };
}
// Whoever may not look is told so now: he could not upload to it later.
async function isMissing(context, Bucket) {
    try {
        await context.aws.s3.send(new HeadBucketCommand({ Bucket }));
        return false;
    }
    catch (error) {
        if (!isAwsError(error, 'NotFound', 'NoSuchBucket'))
            throw error;
        return true;
    }
}

/** The port at which a URL that a person gave leads to the environment itself. Pure. */
/**
 * Undefined where its host is another: that may be a name for the environment, and as well something that stands before
 * it and comes by another port. Where the environment's own name has a port, as outside of AWS, ports say nothing.
 */
function findOwnPort(url, cname) {
    if (url === undefined)
        return undefined;
    const parsed = parseTarget(url);
    return parsed.kind === 'target' && parsed.target.host === cname.toLowerCase() ? parsed.target.port : undefined;
}

/** Everything that is read from AWS before anything is decided. */
async function surveyDeployment(context, request, bundle) {
    const lookup = await lookUpLaunched(context, request);
    if (lookup.kind === 'missing')
        return await foresee(context, request, lookup.others);
    const { environment } = lookup;
    tellFound(context, request, environment);
    const bundleSettings = await readFrontSettings(bundle);
    const [inbound, version] = await Promise.all([
        lookAtInbound(context, request, { ...environment, bundleSettings }),
        surveyVersion(context, { ...toVersion(request), hasApplication: true }),
    ]);
    return { environment, foreseen: undefined, inbound, version };
}
// Before its launch is over an environment has no group and no instance. A dry run does not wait.
async function lookUpLaunched(context, request) {
    const lookup = await lookUpEnvironment(context, request);
    if (lookup.kind === 'missing' || lookup.environment.status !== 'Launching' || request.dryRun)
        return lookup;
    await awaitLaunch(context, lookup.environment);
    return await lookUpEnvironment(context, request);
}
async function foresee(context, request, others) {
    const { applicationName, environmentName } = request;
    const foreseen = await foreseeEnvironment(context, request, others);
    const hasApplication = foreseen.application !== 'missing';
    context.log.info(hasApplication
        ? `The environment "${environmentName}" does not exist yet.`
        : `Neither the application "${applicationName}" nor its environment "${environmentName}" exists yet.`);
    context.log.info(`Platform: ${foreseen.environment.platform.name}.`);
    const version = await surveyVersion(context, { ...toVersion(request), hasApplication });
    const inbound = { kind: 'new' };
    return { environment: foreseen.environment, foreseen, inbound, version };
}
/** The environment as it is when it has been created: what was foreseen of it is known now. */
async function surveyNew(context, request) {
    const environment = await findEnvironment(context, request);
    // Its settings are those of the bundle already.
    return { environment, inbound: await lookAtInbound(context, request, { ...environment, bundleSettings: [] }) };
}
function tellFound({ log }, { creation }, environment) {
    const { id, name, platform, status, health, versionLabel = 'none' } = environment;
    log.info(`Environment "${name}" (${id}): ${status}, health ${health}, version "${versionLabel}".`);
    log.info(`Platform: ${platform.name}.`);
    const named = creation.solutionStackName ?? creation.platformArn;
    if (named !== undefined && creation.solutionStackName !== platform.name)
        log.info(`The platform of the inputs ("${named}") is for an environment that is created; this one keeps its own.`);
}
function toVersion({ applicationName, version: { label, bucketName } }) {
    return { applicationName, label, bucketName };
}
async function lookAtInbound(context, { inbound, handshake, optionSettings }, { id: environmentId, cname, front: before, frontSettings, bundleSettings }) {
    const { mode, securityGroupId, allowFrom } = inbound;
    if (mode === 'off')
        return { kind: 'unknown', reason: 'security-group-rule is off' };
    const isKnown = before.loadBalancer !== 'unknown';
    // As the deployment will leave it: what it sets may bring listeners.
    const front = foreseeFront({ frontSettings, bundleSettings, set: optionSettings });
    const enabledPorts = front.surePorts;
    const isNew = (port) => isKnown && !before.listeners.some(listener => listener.port === port);
    return await surveyInbound(context, {
        ...{ environmentId, securityGroupId, allowFrom, mayAdd: mode === 'ensure' },
        hasLoadBalancer: isKnown ? front.loadBalancer !== 'none' : undefined,
        enabledPorts: isKnown ? enabledPorts : undefined,
        newPorts: enabledPorts.filter(isNew),
        websocketPort: handshake.url === undefined ? undefined : portOf(handshake.url),
        ownPort: findOwnPort(handshake.url, cname),
    });
}
function portOf(url) {
    const parsed = parseTarget(url);
    return parsed.kind === 'target' ? parsed.target.port : undefined;
}

/** The version is brought to run: in the environment that is there, or in one that is created with it. */
async function runVersion(context, version, products) {
    const { creation } = version.plan.update;
    return creation
        ? await runInNew(context, { ...version, creation }, products)
        : await runInExisting(context, version, products);
}
async function runInExisting(context, version, products) {
    const { plan, source, known } = version;
    const stage = stagesOf(context, products);
    const ports = await stage(INBOUND_STAGE, () => openPort(context, plan.inbound));
    products.ports = ports;
    products.published = await stage('Publish the version', () => publishVersion(context, plan.version, source));
    const onState = (state, part, requestId) => noteUpdate(products, { state, part, requestId });
    version.onDeploy?.();
    const deploy = () => deployVersion(context, plan.update, onState);
    const { settled, before } = await stage('Deploy the version', deploy);
    Object.assign(products, { settled, state: settled.state, replacedLabel: before?.versionLabel });
    return { plan, known, ports, settled };
}
// The group, and the address at which the WebSocket is opened, are there when the environment is.
async function runInNew(context, { request, plan: foreseen, source, known, creation }, products) {
    const stage = stagesOf(context, products);
    const { update } = foreseen;
    if (creation.makesApplication)
        await stage('Create the application', () => createApplication(context, creation.applicationName));
    products.published = await stage('Publish the version', () => publishVersion(context, foreseen.version, source));
    const onState = (state, part, requestId) => {
        noteUpdate(products, { state, part: part ?? 'all', requestId });
        // Another run has created it, and this one only updates it.
        if (part)
            products.creation = undefined;
    };
    const { settled } = await stage('Create the environment', () => createEnvironment(context, { update, creation }, onState));
    Object.assign(products, { settled, state: settled.state });
    if (settled.kind !== 'succeeded') {
        return { plan: { ...foreseen, update: { ...update, environmentId: settled.state.id } }, known, ports: [], settled };
    }
    const plan = await stage('Survey the new environment', async () => tellInbound(context, completePlan(request, foreseen, await surveyNew(context, request))));
    Object.assign(products, { inbound: plan.inbound, loadBalancer: plan.loadBalancer });
    const ports = await stage(INBOUND_STAGE, () => openPort(context, plan.inbound));
    products.ports = ports;
    const front = describeFrontAsKnown(plan.loadBalancer.after, plan.proxy.timeouts);
    return { plan, known: { ...known, ...front }, ports, settled };
}
// The state that comes first with the id of a request is the answer to it.
function noteUpdate(products, { state, part, requestId }) {
    const isAnswer = requestId !== products.updateRequestId;
    const accepted = isAnswer ? { updateRequestId: requestId, acceptedAtMs: state.updatedAtMs } : {};
    Object.assign(products, { acceptedPart: part, state, ...accepted });
}

/** What the log says of the app in the source bundle. */
function tellApp({ log }, prepared) {
    const { additions } = prepared.proxy;
    log.info(`Files to add for the proxy: ${additions.length === 0 ? 'none' : additions.length}.`);
    for (const { message, remedy } of prepared.appNotes)
        log.warning(`${message} ${remedy}`, 'App');
    return prepared;
}

/** What a bundle's proxy files, or the lack of them, will come to on the instance: in words for people, and who says so. */
/** The words of these rules are about the bundle's own lines: no file or module from elsewhere makes them right. */
const CERTAIN_RULES = new Set([
    'byte-order-mark',
    'yaml-in-nginx-file',
    'nginx-syntax',
    'directive-not-allowed-here',
    'duplicate-directive',
    'duplicate-location',
    'duplicate-upstream',
    'duplicate-log-format',
    'duplicate-zone',
    'duplicate-default-server',
    'duplicate-listen',
]);
/** Of a finding that was read, not tried out: whatever else is on the instance, the proxy will not take it. */
function isCertainRefusal({ kind, rule }) {
    return kind === 'refused-by-proxy' && CERTAIN_RULES.has(rule);
}
/** The deployment would fail. */
function isRefusal({ kind }) {
    return kind === 'refused-by-proxy' || kind === 'refused-by-instance';
}

/** Which findings fail the run: of those that were read out of the proxy files, and of what the real proxy said. Pure. */
function judgeProxyFiles({ findings, done, completer }) {
    const told = listTold(done).map(finding => (completer === undefined ? finding : doubt(finding, completer)));
    const refused = told.filter(isRefusal);
    const read = findings.filter(finding => isFinal(finding, done));
    return {
        refusals: [...refused, ...read.filter(finding => !refused.some(other => isSamePlace(finding, other)))],
        notes: [
            ...findings.filter(finding => !read.includes(finding)),
            ...told.filter(other => !isRefusal(other) && !findings.some(finding => isSamePlace(finding, other))),
        ],
    };
}
function listTold(done) {
    if (done?.kind === 'refused')
        return [done.finding];
    return done?.kind === 'passed' ? done.findings : [];
}
function doubt(finding, completer) {
    if (!isRefusal(finding))
        return finding;
    return { ...finding, kind: 'note', message: `${finding.message} ${tellCompleter(completer)}` };
}
/**
 * What the proxy took is no refusal; where it was not asked, what was read counts, and where what is on the instance
 * decides, as far as nothing there can change it.
 */
function isFinal(finding, done) {
    if (finding.kind !== 'refused-by-proxy')
        return isRefusal(finding);
    if (done?.kind === 'undecidable')
        return isCertainRefusal(finding);
    return done?.kind === 'not-run' || done?.kind === 'refused';
}
function isSamePlace(a, b) {
    if (a.file === undefined || a.file !== b.file)
        return false;
    return a.line === b.line || a.line === undefined || b.line === undefined;
}

/** Takes the beacon out of a plan again where the real nginx was not seen to answer at its path. Pure. */
/** What is not seen to answer is not deployed. `done`: undefined where the files were not to be tried out. */
function keepAnsweringBeacon({ beacon, ...plan }, done) {
    if (!beacon)
        return plan;
    if (done?.kind === 'passed' && isBeacon(done.further[0]))
        return { ...plan, beacon };
    const additions = plan.additions.filter(({ purpose }) => purpose !== 'beacon');
    return { ...plan, additions, findings: [...plan.findings, withoutBeacon(explainSilence(done))] };
}
function isBeacon(answer) {
    return answer?.kind === 'answered' && answer.status === 204 && !answer.isFromApp;
}
function explainSilence(done) {
    if (!done)
        return 'with "preflight: off" nobody saw it answer';
    if (done.kind === 'refused')
        return 'the proxy refused the files';
    if (done.kind !== 'passed')
        return `nobody saw it answer: ${done.reason}`;
    const [answer] = done.further;
    const got = answer?.kind === 'answered' ? answer.status : 'no answer';
    return `the preflight got ${got} at its path`;
}

/** What nginx's refusals mean on an instance, and what to do about them. */
/** In the imperative. */
function adviseOnRefusal({ words }, { file = 'NAME.conf', platformFile }) {
    for (const [pattern, advise] of ADVICE) {
        const match = pattern.exec(words);
        if (match)
            return advise({ found: match[1] ?? '', file, name: file.split('/').at(-1) ?? file, platformFile });
    }
    return 'Correct the file. nginx names the place at which it stopped; the mistake may stand just before it.';
}
/** The same for httpd's words. */
function adviseOnHttpd({ words }) {
    if (/AH00072/.test(words))
        return 'Remove this "Listen": the app itself has that port on the instance, and it starts before httpd.';
    const [, command] = /^Invalid command '([^']*)'/.exec(words) ?? [];
    if (command)
        return `Correct "${command}", or remove it: no module of the platform's httpd has such a directive.`;
    return 'Correct the file. httpd names the place at which it stopped; the mistake may stand just before it.';
}
const ADVICE = [
    [
        /^"(location|if|return|rewrite|set|try_files|alias|break)" directive is not allowed here/,
        ({ found, name }) => moveIntoServer(`"${found}"`, name),
    ],
    [
        /^"(server|upstream|map|geo|log_format|limit_req_zone|limit_conn_zone|proxy_cache_path)" directive is not allowed here/,
        ({ found, name }) => moveToHttpLevel(`"${found}"`, name),
    ],
    [
        /^"(http|events|user|worker_processes|pid|worker_rlimit_nofile)" directive is not allowed here/,
        ({ found }) => removeFromInclude(`"${found}"`, found),
    ],
    [
        /^"([^"]*)" directive is not allowed here/,
        ({ found }) => `Move "${found}" to a level that takes it: https://nginx.org/en/docs/dirindex.html names its contexts.`,
    ],
    [/^duplicate location "/, ({ platformFile }) => giveOtherPath(platformFile)],
    [
        /^"([^"]*)" directive is duplicate/,
        ({ found }) => `Remove "${found}" here: it is set at the same level already, by another file or by the platform's own nginx.conf.`,
    ],
    [
        /^duplicate (?:upstream|"log_format" name)\b.*?"?([^" ]+)"?/,
        ({ found }) => `Give it another name, or remove it: "${found}" exists already.`,
    ],
    [/^a duplicate default server/, () => LEAVE_DEFAULT_SERVER],
    [/^(?:a )?duplicate listen/, () => LEAVE_LISTEN],
    [/^host not found in upstream "/, () => passToApp(undefined)],
    [/^invalid port in upstream "/, () => WRITE_PORT_NUMBER],
    [/^unknown "([^"]*)" variable/, ({ found }) => replaceVariable(found)],
    [/^unknown directive "\uFEFF/, ({ file }) => saveWithoutBom(file)],
    [/^unknown directive "([^"]*:)"/, ({ file }) => keepBelowContent(file)],
    [
        /^unknown directive "([^"]*)"/,
        ({ found }) => `Correct "${found}", or remove it: the nginx of the platform has no such directive.`,
    ],
    [/^no "events" section/, () => ADD_EVENTS],
    [
        /^(?:unexpected "}"|directive "[^"]*" is not terminated|invalid number of arguments)/,
        () => 'Look for a missing ";" in this line and the one before it, and for a "}" too many.',
    ],
    [
        /^unexpected end of file/,
        () => 'Add the missing ";" or "}" at the end of the file, or close the quote that is open.',
    ],
    [/^could not build (?:the )?server_names_hash/, () => RAISE_NAMES_BUCKET],
    [/^no "ssl_certificate"/, () => ADD_CERTIFICATE],
    [/^open\(\) "([^"]*)" failed/, ({ found }) => `Add the file "${found}" to the bundle, or remove the include.`],
    [/^(?:still could not )?bind\(\)/, () => LEAVE_APP_PORT],
];

/**
 * The sockets that stand for an instance's addresses in a trial: nginx listens on files in a folder of its own, so that
 * nothing collides with the machine and no port is needed.
 */
function makeProxySockets({ folder, appPort, answersOnPorts }) {
    const listeners = new Map();
    const apps = new Map();
    const [remote, nobody] = [`${folder}/remote`, `${folder}/nobody`];
    const toApp = (key, name) => remember(apps, key, `${folder}/${name}`);
    return {
        remote,
        nobody,
        unused: `${folder}/unused`,
        toListener(address) {
            const key = normalizeListen(address);
            if (key === undefined)
                return undefined;
            const port = /:(\d+)$/.exec(key)?.[1] ?? '';
            if (appPort !== undefined && port === String(appPort))
                return toApp(`127.0.0.1:${port}`, `app-${port}`);
            return remember(listeners, key, `${folder}/${listeners.size}-${port}`);
        },
        toLocal(address) {
            if ('path' in address) {
                const key = `unix:${address.path}`;
                return listeners.get(key) ?? toApp(key, `socket-${apps.size}`);
            }
            const key = `127.0.0.1:${address.port}`;
            const own = listeners.get(key) ?? listeners.get(`0.0.0.0:${address.port}`);
            if (own)
                return own;
            return answersOnPorts || address.port === appPort ? toApp(key, `app-${address.port}`) : nobody;
        },
        findListener: address => listeners.get(address),
        listApps: () => [...apps.values(), remote],
        unmap(text) {
            const all = [...listeners, ...apps].sort(([, a], [, b]) => b.length - a.length);
            const done = all.reduce((told, [key, file]) => told.replaceAll(`unix:${file}`, () => key), text);
            return done.replaceAll(/127\.0\.0\.1:(\d+)(?= failed)/g, '0.0.0.0:$1');
        },
    };
}
/** "80", "*:80" and "0.0.0.0:80" are one address to nginx. Undefined for what it would have to ask a name server for. */
function normalizeListen(address) {
    if (/^unix:\S/i.test(address))
        return address.replace(/^unix:/i, 'unix:').replace(/^unix:\/+(var\/)?run\//, 'unix:/run/');
    const parsed = parseAddress(address);
    if (!parsed || !/^(\[[0-9a-f:.]+\]|[\d.]+|localhost)$/i.test(parsed.host))
        return undefined;
    const { host, port } = parsed;
    return `${host === 'localhost' ? '127.0.0.1' : host.toLowerCase()}:${port}`;
}
function remember(known, key, file) {
    const found = known.get(key) ?? file;
    known.set(key, found);
    return found;
}

/** Finds the place in the bundle that nginx means, also where it names a file of the platform's or none at all. */
/** `refusal.file` is a path below the proxy's folder. Undefined where no file of the bundle is to be seen in it. */
function locateRefusal({ words, file, line }, staged) {
    const named = file === undefined ? undefined : staged.get(file);
    if (named?.bundleName !== undefined)
        return { file: named.bundleName, line };
    const isMeant = findMeant(words);
    const own = [...staged.values()].filter(({ bundleName }) => bundleName !== undefined);
    for (const { bundleName: name = '', text } of own.sort((a, b) => (a.path < b.path ? -1 : 1))) {
        const found = isMeant && listDirectives(parseNginx(text).directives).find(isMeant);
        if (found)
            return { file: name, line: found.line };
    }
    const main = staged.get('nginx.conf')?.bundleName;
    // A file of the platform's lacks what the nginx.conf around it used to give it.
    const isOfMain = named !== undefined || /^no "events"|^unknown "|^could not build/.test(words);
    return main !== undefined && isOfMain ? { file: main, line: undefined } : undefined;
}
// Of two that exclude each other nginx names the second, which may be the platform's.
function findMeant(words) {
    for (const [pattern, toTest] of MEANT) {
        const [, first = '', second = ''] = pattern.exec(words) ?? [];
        if (first !== '')
            return toTest(first, second);
    }
    return undefined;
}
const MEANT = [
    [
        /^duplicate (location|upstream) "([^"]*)"/,
        (kind, value) => ({ name, args }) => name === kind && args.at(-1) === value,
    ],
    [
        /^duplicate "([^"]*)" name "([^"]*)"/,
        (kind, value) => ({ name, args }) => name === kind && args[0] === value,
    ],
    [
        /^"([^"]*)" directive is duplicate/,
        kind => ({ name }) => name === kind,
    ],
    [
        /^unknown "([^"]*)" variable/,
        variable => ({ args }) => args.some(arg => mentions(arg, variable)),
    ],
    [/^(?:still could not )?bind\(\) to (\S+)/, address => listensOn(address)],
    [/duplicate (?:default server|listen options)? ?(?:for )?(\S+:\d+)/, address => listensOn(address)],
    [
        /^could not build (?:the )?(server_names)_hash/,
        () => ({ name }) => name === 'server_name',
    ],
];
function listensOn(address) {
    const port = /:(\d+)$/.exec(address)?.[1];
    return ({ name, args }) => {
        const own = normalizeListen(args[0] ?? '');
        return name === 'listen' && own !== undefined && (own === address || /:(\d+)$/.exec(own)?.[1] === port);
    };
}
/** nginx takes names of variables in small letters. */
function mentions(text, variable) {
    return [...text.toLowerCase().matchAll(/\$(\w+)|\$\{(\w+)\}/g)].some(([, bare, braced]) => (bare ?? braced) === variable);
}
/** The bundle's `Listen` for the port that httpd could not have. */
function locateListen({ words }, staged) {
    const [, port] = /could not bind to address \S*:(\d+)/.exec(words) ?? [];
    const own = [...staged.values()].filter(({ bundleName }) => bundleName !== undefined);
    for (const { bundleName: file = '', text } of own) {
        const index = text
            .split('\n')
            .findIndex(line => port !== undefined && new RegExp(`^\\s*Listen\\s+(\\S*:)?${port}\\b`, 'i').test(line));
        if (index >= 0)
            return { file, line: index + 1 };
    }
    return undefined;
}
/** With those of their blocks. */
function listDirectives(directives) {
    return directives.flatMap(directive => [directive, ...listDirectives(directive.block ?? [])]);
}

/** What nginx refused, in words for people: where in the bundle, and what it would come to on an instance. */
function describeRefusal({ refusal, at }, { staged, known, program }) {
    const place = locateRefusal(refusal, staged) ?? locateListen(refusal, staged);
    const same = known.find(({ kind, file, line }) => {
        return kind === 'refused-by-proxy' && place !== undefined && file === place.file && (place.line ?? line) === line;
    });
    const line = place?.line ?? same?.line;
    const where = place ? `"${place.file}"${line === undefined ? '' : ` line ${line}`}` : 'the proxy files';
    const refused = at === 'test' ? `${program} refused ${where}` : `${program} could not start with ${where}`;
    return {
        kind: 'refused-by-proxy',
        file: place?.file,
        line,
        message: `${refused}: ${refusal.words}. On the instance it does so only when the old ${program} is stopped and the app replaced: the deployment would fail, with nothing left that answers.`,
        remedy: same?.remedy ??
            (program === 'httpd'
                ? adviseOnHttpd(refusal)
                : adviseOnRefusal(refusal, { file: place?.file, platformFile: findPlatformFile(refusal, staged) })),
    };
}
function findPlatformFile({ words }, staged) {
    const [, location] = /^duplicate location "([^"]*)"/.exec(words) ?? [];
    const platforms = [...staged.values()].filter(({ bundleName }) => bundleName === undefined);
    const isSame = ({ name, args }) => name === 'location' && args.at(-1) === location;
    return location && platforms.find(({ text }) => listDirectives(parseNginx(text).directives).some(isSame))?.path;
}

/** Finds the proxy programs that are installed on this machine. Nothing is installed for it. */
const LONGEST_ANSWER_MS$1 = 3000;
/**
 * The first of `names` in the folders of `searchPath`. After each ".../bin" its neighbour ".../sbin" is looked into as
 * well, where Debian and Amazon Linux have servers, and where the PATH of an ordinary user may not lead.
 */
async function findProgram(names, searchPath) {
    const folders = searchPath.split(delimiter).filter(isAbsolute);
    for (const folder of new Set(folders.flatMap(folder => [folder, folder.replace(/\/bin\/*$/, '/sbin')]))) {
        for (const name of names) {
            const path = join(folder, name);
            if (await isExecutable(path))
                return path;
        }
    }
    return undefined;
}
/** With the version that stands behind a slash in what `-v` prints ("nginx/1.24.0", "Apache/2.4.62"). */
async function describeProgram(path, signal) {
    const options = { env: {}, signal, timeout: LONGEST_ANSWER_MS$1, maxBuffer: 64 * 1024 };
    const told = await new Promise(resolve => {
        execFile(path, ['-v'], options, (_, stdout, stderr) => resolve(`${stdout}${stderr}`));
    });
    return { path, version: /\/(\d+(?:\.\d+){1,3})\b/.exec(told)?.[1] ?? '' };
}
async function isExecutable(path) {
    try {
        await access(path, constants$2.X_OK);
        return true;
    }
    catch {
        return false;
    }
}

/** Stands in for whatever a proxy hands requests to: says yes to every WebSocket, and tells any other what arrived. */
/** Shows that an answer came from here. */
const STUB_HEADER = 'x-preflight-app';
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** Listens on each of the addresses: paths of sockets, or 0 for any free port of 127.0.0.1. Throws what `listen` throws. */
async function startStubApp(addresses) {
    const stubs = [];
    const stop = async () => void (await Promise.all(stubs.map(stub => stub.stop())));
    try {
        for (const address of addresses) {
            const stub = makeStub();
            stubs.push(stub);
            stub.server.listen(typeof address === 'number' ? { port: address, host: '127.0.0.1' } : address);
            await once(stub.server, 'listening');
        }
    }
    catch (error) {
        await stop();
        throw error;
    }
    const ports = stubs.map(({ server }) => toPort(server)).filter(port => port !== undefined);
    return { ports, [Symbol.asyncDispose]: stop };
}
/** Of a server that has just been asked to listen on any. */
function toPort(server) {
    const address = server.address();
    return typeof address === 'object' ? address?.port : undefined;
}
function makeStub() {
    const server = createServer((request, response) => {
        request.resume();
        response.writeHead(200, { [STUB_HEADER]: request.headers.upgrade ?? '', connection: 'close' });
        response.end();
    });
    const upgraded = new Set();
    server.on('upgrade', (request, socket) => {
        upgraded.add(socket);
        socket.on('error', () => { }).on('close', () => upgraded.delete(socket));
        socket.write(accept(request));
    });
    const stop = () => new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
        for (const socket of upgraded)
            socket.destroy();
    });
    return { server: server.unref(), stop };
}
function accept({ headers }) {
    const key = headers['sec-websocket-key'] ?? '';
    const answer = createHash('sha1')
        .update(key + GUID)
        .digest('base64');
    return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${answer}\r\n${STUB_HEADER}: 101\r\n\r\n`;
}

/** Asks a proxy on this machine: a plain GET, and an opening handshake. */
/** All at `at`; undefined where the proxy listens nowhere that the internet arrives. Redirects to https are tried as https. */
async function askAll(at, questions) {
    const { path, host, signal, furtherPaths } = questions;
    if (at === undefined) {
        const silent = { kind: 'no-answer', reason: 'nothing listens on port 80' };
        return { get: silent, handshake: silent, further: furtherPaths.map(() => silent) };
    }
    const [get, handshake, ...further] = await Promise.all([
        askTwice({ at, host, signal, path: '/', isUpgrade: false }),
        askTwice({ at, host, signal, path, isUpgrade: true }),
        ...furtherPaths.map(path => askTwice({ at, host, signal, path, isUpgrade: false })),
    ]);
    signal.throwIfAborted();
    return { get, handshake, further };
}
async function askTwice(question) {
    const answer = await askProxy(question);
    return isRedirectToHttps(answer) ? await askProxy({ ...question, forwardedProto: 'https' }) : answer;
}
function isRedirectToHttps(answer) {
    return answer.kind === 'answered' && /^30[12378]$/.test(String(answer.status)) && /^https:/i.test(answer.location);
}
const LONGEST_ANSWER_MS = 3000;
const KEY = Buffer.from('preflight of ws!').toString('base64');
/** Never throws. */
async function askProxy(question) {
    try {
        return await ask(question);
    }
    catch (error) {
        return { kind: 'no-answer', reason: error instanceof Error ? error.message : String(error) };
    }
}
function ask({ at, path, host, isUpgrade, forwardedProto, signal }) {
    const upgrade = {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': KEY,
    };
    const headers = {
        host,
        ...(isUpgrade ? upgrade : { connection: 'close' }),
        ...(forwardedProto ? { 'x-forwarded-proto': forwardedProto } : {}),
    };
    const where = typeof at === 'number' ? { port: at, host: '127.0.0.1' } : { socketPath: at };
    return new Promise((resolve, reject) => {
        const timed = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_ANSWER_MS)]);
        const asked = request({ ...where, path, headers, signal: timed, agent: false }, response => {
            resolve(toAnswer(response));
            response.destroy();
        });
        asked.on('upgrade', (response, socket) => {
            resolve(toAnswer(response));
            socket.destroy();
        });
        asked.on('error', reject).end();
    });
}
function toAnswer({ statusCode = 0, headers }) {
    const { location = '' } = headers;
    return { kind: 'answered', status: statusCode, location, isFromApp: headers[STUB_HEADER] !== undefined };
}

/** Finds which place of nginx's files answers a request: as far as it can be told without asking nginx. */
/** In the bundle; undefined where the platform's own file answers, or nothing of it is known. */
function findServingPlace(staged, path) {
    const tree = loadNginxTree({
        platform: new Map([...staged.values()].filter(file => !file.bundleName).map(file => [file.path, file.text])),
        bundle: new Map([...staged.values()].filter(file => file.bundleName).map(file => [file.path, file.text])),
        folder: '',
    });
    const servers = tree.http.filter(({ name }) => name === 'server');
    const server = findDefaultServer(servers) ?? servers[0];
    if (!server)
        return undefined;
    const answering = server.block?.find(({ name, args }) => name === 'return' || (name === 'rewrite' && /^(redirect|permanent)$/.test(args[2] ?? ''))) ?? findLocation(server, path.replace(/\?.*$/s, ''));
    const file = answering && staged.get(answering.file)?.bundleName;
    return answering && file !== undefined ? { file, line: answering.line } : undefined;
}
// What a regular expression of the bundle matches is not tried: it may take for ever.
function findLocation(server, path) {
    const { prefix, patterns } = chooseLocation(findServerLocations([server]), path);
    return patterns.length > 0 ? undefined : prefix;
}

/** What a trial showed that fails no deployment, and is worth knowing before it. */
function findTrialFindings(facts) {
    return [...warnOfHandshake(facts), ...warnOfRedirect(facts)];
}
/** What the two requests could not show, because the instance is asked by others or has more than the bundle. */
function listUntold({ answers: { handshake }, notes }) {
    if (isAccepted$1(handshake) || !isDoubtful(handshake, notes))
        return [];
    return ['whether a WebSocket would open (what decides is not in the bundle)'];
}
function isAccepted$1(answer) {
    return answer.kind === 'answered' && answer.status === 101;
}
// 401 and 403 are for who asks, and nobody here is who will.
function isDoubtful(answer, { needsMore, hasVariableTarget }) {
    const isForbidden = answer.kind === 'answered' && (answer.status === 401 || answer.status === 403);
    return needsMore || hasVariableTarget || isForbidden;
}
function warnOfHandshake({ staged, answers: { handshake }, notes, path, program, isFastcgi, }) {
    if (isAccepted$1(handshake) || isDoubtful(handshake, notes))
        return [];
    const place = program === 'nginx' ? findServingPlace(staged, path) : undefined;
    const where = place ? ` "${place.file}" line ${place.line} answers there.` : '';
    const [what, remedy] = explainHandshake(handshake, { program, isFastcgi });
    return [
        {
            ...{ kind: 'note', file: place?.file, line: place?.line, remedy },
            foretells: handshake.kind === 'answered' && handshake.isFromApp ? 'proxy-drops-upgrade' : undefined,
            message: `A WebSocket at "${path.replace(/\?.*$/s, '')}" did not open when the proxy files were tried out: ${what}.${where}`,
        },
    ];
}
const HAND_ON = {
    nginx: `Add to the location: ${UPGRADE_LINES}`,
    httpd: 'Add to the ProxyPass of the path: upgrade=websocket',
};
function explainHandshake(answer, { program, isFastcgi }) {
    if (answer.kind === 'no-answer')
        return [`the proxy gave no answer (${answer.reason})`, 'Look at what listens on port 80.'];
    const { status, isFromApp } = answer;
    if (isFromApp)
        return ['the proxy did not hand the Upgrade header to the app', HAND_ON[program]];
    if (status >= 300 && status < 400) {
        return [
            `the proxy redirects it (${status}), and clients of WebSockets follow no redirects`,
            'Leave the path out of the redirect, or redirect only where X-Forwarded-Proto is "http" and open the WebSocket with wss.',
        ];
    }
    if (status === 502 && isFastcgi) {
        return [
            'the proxy hands it to PHP by FastCGI, which opens no WebSocket',
            'Add a location for the path that hands requests to the port of a WebSocket server.',
        ];
    }
    if (status === 502 || status === 504) {
        return [
            `the proxy hands it to an address at which nothing of this app listens (${status})`,
            'Hand it to the port or upstream that the platform gives the app.',
        ];
    }
    return [`the proxy answered ${status} itself`, 'Add a location for the path that hands requests to the app.'];
}
function warnOfRedirect({ staged, answers: { get }, notes, program }) {
    if (!isRedirectToHttps(get) || notes.needsMore)
        return [];
    const place = program === 'nginx' ? findServingPlace(staged, '/') : undefined;
    const where = place ? `"${place.file}" line ${place.line} redirects` : 'The proxy redirects';
    return [
        {
            ...{ kind: 'note', file: place?.file, line: place?.line },
            message: `${where} a request to https even where X-Forwarded-Proto says that it came by https: behind a load balancer that ends TLS this is a loop.`,
            remedy: 'Redirect only where it did not. In nginx: if ($http_x_forwarded_proto = "http") { return 301 https://$host$request_uri; }',
        },
    ];
}

/** The modules of httpd that a trial loads: those that Amazon Linux loads by default, and that can neither run programs nor read files of their own choice. */
/** Of /etc/httpd/conf.modules.d of Amazon Linux's package httpd: 00-base.conf, 00-proxy.conf, 00-mpm.conf. */
const MODULES = 'mpm_event authn_core authn_file authz_core authz_groupfile authz_host authz_owner authz_user auth_basic access_compat actions alias allowmethods autoindex brotli deflate dir env expires filter headers lbmethod_bybusyness lbmethod_byrequests lbmethod_bytraffic log_config logio mime negotiation proxy proxy_ajp proxy_balancer proxy_connect proxy_fcgi proxy_http proxy_scgi proxy_uwsgi proxy_wstunnel remoteip reqtimeout request rewrite setenvif slotmem_shm socache_shmcb status substitute unique_id unixd version watchdog';
const FOLDERS = [
    '/usr/lib/apache2/modules',
    '/usr/lib64/httpd/modules',
    '/usr/lib/httpd/modules',
    '/opt/homebrew/lib/httpd/modules',
    '/usr/local/lib/httpd/modules',
];
/** Undefined where this machine has none that can be loaded. */
async function findModules() {
    for (const folder of FOLDERS)
        if (await exists(join(folder, 'mod_proxy_http.so')))
            return folder;
    return undefined;
}
/** Lines for httpd; a module may also be built into the program. */
async function writeModules(folder) {
    const lines = MODULES.split(' ').map(async (name) => {
        const path = join(folder, `mod_${name}.so`);
        return (await exists(path)) ? [`LoadModule ${name}_module "${path}"`] : [];
    });
    return `${(await Promise.all(lines)).flat().join('\n')}\n`;
}
async function exists(path) {
    return access(path).then(() => true, () => false);
}

/** The directives of httpd, by name in lower case: what becomes of each in a trial. Those with a rule stand in httpd-rules.ts. */
/**
 * Kept as they are. Of the modules that a trial loads: what `httpd -L` lists for 2.4.68, without all that names a file,
 * a program or a host.
 */
const PLAIN_DIRECTIVES = new Set(`
  acceptfilter acceptpathinfo addalt addaltbyencoding addaltbytype addcharset adddefaultcharset adddescription
  addencoding addicon addiconbyencoding addiconbytype addinputfilter addlanguage addoutputfilter
  addoutputfilterbytype addtype aliaspreservepath allowencodedslashes allowmethods allowoverride allowoverridelist
  authbasicauthoritative authmerging authname authtype authzsendforbiddenonfailure balancerinherit brotlialteretag
  brotlicompressionmaxinputblock brotlicompressionquality brotlicompressionwindow brotlifilternote browsermatch
  browsermatchnocase bufferedlogs cachenegotiateddocs cgipassauth cgivar contentdigest defaulticon defaultlanguage
  defaulttype define deflatealteretag deflatebuffersize deflatecompressionlevel deflatefilternote
  deflateinflatelimitrequestbody deflateinflateratioburst deflateinflateratiolimit deflatememlevel deflatewindowsize
  directory directorycheckhandler directoryindex directoryindexredirect directorymatch directoryslash else
  enablemmap enablesendfile error errordocument errorlogformat expiresactive expiresbytype expiresdefault
  extendedstatus fallbackresource fancyindexing fileetag files filesmatch filterchain filterdeclare filterprotocol
  filterprovider filtertrace flushmaxpipelined flushmaxthreshold forcelanguagepriority forcetype header
  httpprotocoloptions ifdefine ifmodule ifversion indexignore indexignorereset indexoptions indexorderdefault
  keepalive keepalivetimeout keptbodysize languagepriority limit limitexcept limitinternalrecursion limitrequestbody
  limitrequestfields limitrequestfieldsize limitrequestline limitxmlrequestbody location locationmatch logformat
  logiotrackttfb loglevel maxkeepaliverequests maxmemfree maxrangeoverlaps maxrangereversals maxranges mergeslashes
  mergetrailers modmimeusepathinfo multiviewsmatch options order passenv protocols protocolshonororder
  proxy100continue proxyaddheaders proxybadheader proxyerroroverride proxyfcgibackendtype proxyiobuffersize
  proxymatch proxymaxforwards proxypassinherit proxypassreverse proxypassreversecookiedomain
  proxypassreversecookiepath proxypreservehost proxyreceivebuffersize proxystatus proxytimeout proxyvia
  proxywebsocketfallbacktoproxyhttp qualifyredirecturl readbuffersize receivebuffersize redirect redirectmatch
  redirectpermanent redirectrelative redirecttemp regexdefaultoptions registerhttpmethod remoteipheader
  remoteipproxiesheader removecharset removeencoding removehandler removeinputfilter removelanguage
  removeoutputfilter removetype requestheader requestreadtimeout requireall requireany requirenone rewritebase
  rewriteengine rewriteoptions satisfy seerequesttail sendbuffersize serveradmin serveralias servername serverpath
  serversignature servertokens setenv setenvif setenvifnocase setinputfilter setoutputfilter stricthostcheck
  substitute substituteinheritbefore substitutemaxlinelength timeout traceenable undefine unsetenv usecanonicalname
  usecanonicalphysicalport
`
    .trim()
    .split(/\s+/));
/** What the command line decides here, and what only fills the machine. */
const IGNORED_BY_TRIAL = new Set(`
  asyncrequestworkerfactor coredumpdirectory defaultruntimedir gracefulshutdowntimeout group hostnamelookups
  listenbacklog listencoresbucketsratio listentcpdeferaccept maxclients maxconnectionsperchild maxrequestsperchild
  maxrequestworkers maxspareservers maxsparethreads minspareservers minsparethreads mutex namevirtualhost pidfile
  rlimitcpu rlimitmem rlimitnproc scoreboardfile serverlimit serverroot startservers threadlimit threadsperchild
  threadstacksize typesconfig user
`
    .trim()
    .split(/\s+/));
/** What could run programs, load or read files, listen, go to other hosts or look their names up; and what is of modules that are left out. */
const UNTRIED_DIRECTIVES = new Set(`
  accessfilename action allowconnect authbasicfake authbasicusedigestalgorithm authnprovideralias
  authzdbdlogintoreferer authzdbdquery authzdbdredirectquery authzdbmtype authzprovideralias balancergrowth
  balancerpersist buffersize charsetdefault charsetoptions charsetsourceenc checkbasenamematch checkcaseonly
  checkspelling chrootdir enableexceptionhook forensiclog headername identitycheck identitychecktimeout ifdirective
  iffile ifsection indexheadinsert indexstylesheet inputsed loadfile loadmodule logmessage macro
  macroignorebadnesting macroignoreemptyargs memcacheconnttl metadir metafiles metasuffix mmapfile modemstandard
  noproxy outputsed port protocol protocolecho proxyblock proxydomain proxyfcgisetenvif proxypassinterpolateenv proxyremote
  proxyremotematch proxyscgiinternalredirect proxyscgisendfile proxysourceaddress readmename redisconnpoolttl
  redistimeout reflectorheader remoteipinternalproxylist remoteipproxyprotocol remoteipproxyprotocolexceptions
  remoteiptrustedproxylist rewritemap script undefmacro use virtualdocumentroot virtualdocumentrootip
  virtualscriptalias virtualscriptaliasip watchdoginterval
`
    .trim()
    .split(/\s+/));
/** The same, of modules whose directives begin alike, and of modules that packages bring. */
const UNTRIED_DIRECTIVE = /^(SSL|Lua|Dav|DBD|AuthDBM|AuthzDBM|AuthDBD|AuthDigest|AuthnSoc|AuthnCache|Cache|H2|ProxyHC|ProxyExpress|ExtFilter|SSI|XBitHack|Script(Sock|Log|LogLength|LogBuffer)$|CGI|Suexec|MIMEMagic|UserDir|DumpIO|AddModuleInfo|MD[A-Z]|Perl|php_|Wsgi|Passenger|LDAP|AuthLDAP|Authnz|Session|ProxyHTML|ProxyFtp|Heartbeat|xml2|Cookie|Anonymous|Imap)/i;

/** What a trial of httpd offers in the place of the instance's files, ports and hosts. */
const URL_OF_HOST = /^(?:unix:[^|\s]*\|)?([a-z][a-z\d+.-]*):\/\/(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?((?:[/?]\S*)?)$/i;
const LOOPBACK$1 = /^(localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\])$/i;
/** A URL that requests are handed to; undefined for a host that only the request decides. "balancer://" names a group. */
function mapTarget$1(url, { toApp, remote }) {
    const [, scheme = '', host = '', port, path = ''] = URL_OF_HOST.exec(url) ?? [];
    if (scheme === '')
        return undefined;
    if (/^balancer$/i.test(scheme))
        return port === undefined ? `${scheme}://${host}${path}` : undefined;
    return `${scheme}://127.0.0.1:${LOOPBACK$1.test(host) ? toApp(Number(port ?? 80)) : remote}${path}`;
}

/** What becomes of the directives of mod_rewrite, which can turn a request into a file, another server's or a program's. */
const FLAGS = {
    ...{ proxy: 'P', last: 'L', redirect: 'R', forbidden: 'F', gone: 'G', nocase: 'NC', noescape: 'NE', chain: 'C' },
    ...{ qsappend: 'QSA', qsdiscard: 'QSD', qslast: 'QSL', passthrough: 'PT', skip: 'S', next: 'N', env: 'E' },
    ...{ nosubreq: 'NS', cookie: 'CO', discardpath: 'DPI', ornext: 'OR', novary: 'NV' },
};
const KNOWN_FLAGS = new Set([...Object.values(FLAGS), 'END', 'B', 'BNP', 'BCTLS', 'BNE']);
/** Undefined for what is not understood, and for H and T, which choose who answers. */
function readFlags(word) {
    if (word === undefined)
        return [];
    if (!/^\[.*\]$/s.test(word))
        return undefined;
    const flags = word
        .slice(1, -1)
        .split(',')
        .map(each => {
        const [, name = '', value = ''] = /^\s*([^=]*?)\s*(=.*)?$/s.exec(each) ?? [];
        const short = FLAGS[name.toLowerCase()] ?? name.toUpperCase();
        return { name: short, text: short + value };
    });
    return flags.every(({ name }) => KNOWN_FLAGS.has(name)) ? flags : undefined;
}
/** A path as target is a file of the machine where there is one of that name: as a URL it is none. */
function mapRewriteRule(args, mapping) {
    const [pattern = '', target = '', word] = args;
    const flags = readFlags(word);
    if (!flags || args.length > 3)
        return undefined;
    if (args.length < 2)
        return args;
    const has = (...names) => flags.some(({ name }) => names.includes(name));
    const texts = flags.map(({ text }) => text);
    if (has('P')) {
        const mapped = mapTarget$1(target, mapping);
        return mapped === undefined ? undefined : write(pattern, mapped, texts);
    }
    if (target === '-' || has('F', 'G') || /^(https?|wss?):\/\//i.test(target))
        return write(pattern, target, texts);
    if (has('R'))
        return /^[/%$]/.test(target) ? write(pattern, target, texts) : undefined;
    if (!/^\//.test(target))
        return undefined;
    if (has('PT'))
        return write(pattern, target, texts);
    return has('L', 'END') ? write(pattern, target, [...texts.filter(text => text !== 'END'), 'PT']) : undefined;
}
/** A test of a file looks below the trial's pages, where the request would find it. */
function mapRewriteCond(args) {
    const [test = '', pattern = '', word] = args;
    const flags = readFlags(word);
    if (!flags || args.length > 3 || /^expr$/i.test(test))
        return undefined;
    if (args.length < 2)
        return args;
    const texts = flags.map(({ text }) => text);
    if (!/^!?-[a-z]$/i.test(pattern))
        return write(test, pattern, texts);
    const isOfRequest = /^(%\{DOCUMENT_ROOT\})?\/?%\{REQUEST_(URI|FILENAME)\}$/.test(test);
    return isOfRequest ? write('%{DOCUMENT_ROOT}%{REQUEST_URI}', pattern, texts) : undefined;
}
function write(first, second, flags) {
    return flags.length === 0 ? [first, second] : [first, second, `[${flags.join(',')}]`];
}

/** What becomes of httpd's directives that name files, hosts or ports. */
const toLog = ([, ...rest], { folder }) => [`${folder}/logs/all.log`, ...rest];
const toAbsent = ([, ...rest], { folder }) => [`${folder}/absent`, ...rest];
const toPages = ([, ...rest], { folder }) => [`${folder}/pages`, ...rest];
const toAlias = (args, { folder }) => [...args.slice(0, -1), `${folder}/absent`];
const toListen = ([address = ''], { toListener }) => {
    const [, port] = /^(?:.*:)?(\d{1,5})$/.exec(address) ?? [];
    return port === undefined ? undefined : [`127.0.0.1:${toListener(Number(port))}`];
};
// A host name would be looked up.
const toVirtualHost = (args, { toListener }) => args.map(address => {
    const [, port] = /:(\d{1,5})$/.exec(address) ?? [];
    return port === undefined ? '*' : `*:${toListener(Number(port))}`;
});
const toInclude = ([path = '', ...more], { folder, hasFile }) => {
    const relative = path.replace(/^\/+(etc|var\/proxy\/staging)\/+httpd\/+/, '');
    const isInside = more.length === 0 && /^[\w*?-][\w./*?-]*$/.test(relative) && !/(^|\/)\.(?!\/)/.test(relative);
    const isThere = /[*?]/.test(relative) || !path.startsWith('/') || hasFile(relative);
    return isInside && isThere ? [`${folder}/httpd/${relative}`] : undefined;
};
/** Whatever has a colon may be a URL, but for a path and a pattern of paths. */
const toTargets = (args, mapping) => {
    const mapped = args.map(each => (/^[^/^].*:/s.test(each) ? mapTarget$1(each, mapping) : each));
    return mapped.some(each => each === undefined) ? undefined : mapped.filter(each => each !== undefined);
};
const toProxySection = (args, mapping) => args.length === 1 && /[*?]/.test(args[0] ?? '') ? (toTargets(args, mapping) ?? args) : toTargets(args, mapping);
const toHandler = ([handler = '', ...rest], mapping) => {
    const [, target] = /^proxy:(.*)$/is.exec(handler) ?? [];
    if (target === undefined)
        return /^(none|default-handler|server-status)$/i.test(handler) ? [handler, ...rest] : undefined;
    const mapped = mapTarget$1(target, mapping);
    return mapped === undefined ? undefined : [`proxy:${mapped}`, ...rest];
};
/** Only if none but these words is in it. */
function keepIf(...patterns) {
    return args => (args.every((arg, index) => (patterns[index] ?? patterns.at(-1))?.test(arg)) ? args : undefined);
}
const ADDRESS = /^[\da-f.:/]+$/i;
const WHO_ASKS = /^(from|all|env=!?\w+|[\d.]+(\/[\d.]+)?|[\da-f]*:[\da-f:]*(\/\d+)?)$/i;
// The rest asks a name server, a file or an expression.
const toRequire = args => {
    const [what = ''] = args[0]?.toLowerCase() === 'not' ? args.slice(1) : args;
    return /^(all|ip|env|method|local|valid-user|user|group)$/i.test(what) ? args : undefined;
};
/** An expression that looks at the request only: a test such as -f looks at a file. */
const toExpression = args => (args.some(arg => FILE_TEST.test(arg)) ? undefined : args);
const FILE_TEST = /(?<!\w)-(?!(n|z|t|r|eq|ne|lt|le|gt|ge|in|ipmatch|strmatch|strcmatch|fnmatch)\b)[a-z]/i;
const toSection = (args, mapping) => (args.length === 1 ? toExpression(args) : undefined);
const HTTPD_RULES = new Map([
    ['listen', toListen],
    ['virtualhost', toVirtualHost],
    ...['include', 'includeoptional'].map(name => [name, toInclude]),
    ['documentroot', toPages],
    ...['errorlog', 'customlog', 'transferlog', 'globallog'].map(name => [name, toLog]),
    ...['authuserfile', 'authgroupfile'].map(name => [name, toAbsent]),
    ...['alias', 'aliasmatch', 'scriptalias', 'scriptaliasmatch'].map(name => [name, toAlias]),
    ['rewriterule', mapRewriteRule],
    ['rewritecond', mapRewriteCond],
    ...['proxypass', 'proxypassmatch', 'balancermember', 'proxyset'].map(name => [name, toTargets]),
    ['proxy', toProxySection],
    ...['sethandler', 'addhandler'].map(name => [name, toHandler]),
    ['proxyrequests', keepIf(/^off$/i)],
    ['require', toRequire],
    ...['allow', 'deny'].map(name => [name, keepIf(WHO_ASKS)]),
    ['authbasicprovider', keepIf(/^file$/i)],
    ...['remoteipinternalproxy', 'remoteiptrustedproxy'].map(name => [name, keepIf(ADDRESS)]),
    ['setenvifexpr', toExpression],
    ...['if', 'elseif'].map(name => [name, toSection]),
]);

/** Writes words so that httpd reads the same ones. */
/** In quotes where it needs them; some directives take none. */
function writeHttpdWord(word) {
    const isPlain = /^[!-~]+$/.test(word) && !/^["']|\\(?=[\\"']|$)/.test(word);
    return isPlain ? word : `"${word.replaceAll(/["\\]/g, '\\$&')}"`;
}
/** mod_rewrite reads words its own way, in which a backslash is always one. Undefined for a word that it cannot be told. */
function writeRewriteWord(word) {
    if (/\\$|\\\s/.test(word))
        return undefined;
    if (/^[!-~]+$/.test(word) && !/^["']/.test(word))
        return word;
    const quote = ['"', "'"].find(each => !word.includes(each));
    return quote === undefined ? undefined : quote + word + quote;
}

/**
 * Makes a file of httpd that is meant for an instance loadable in a folder of this machine. Every directive is written
 * anew from the words that were read, in the line where it was; what nobody knows, httpd refuses, and what is not
 * understood is left out: nothing of a bundle may read, write, run or reach anything outside of that folder.
 */
function mapHttpdFile(file, mapping) {
    const lines = file.text.split('\n').map(() => '');
    const { statements, left } = findStatements(file.text);
    const removed = [...left];
    let conditions = [];
    for (const statement of statements) {
        const written = { statement, text: writeStatement(statement, mapping) };
        if (isCalled(statement, 'rewritecond'))
            conditions.push(written);
        else {
            const group = isCalled(statement, 'rewriterule') ? [...conditions, written] : [written];
            // A rule without one of its conditions is another rule.
            const isLost = group.some(({ text }) => text === undefined);
            for (const { statement: each, text } of group) {
                if (isLost)
                    removed.push(each);
                else
                    lines[each.line - 1] = text ?? '';
            }
            if (isCalled(statement, 'rewriterule'))
                conditions = [];
        }
    }
    for (const { name, line } of removed)
        mapping.note(name.slice(0, LONGEST_NAME), file, line);
    return lines.join('\n');
}
/** httpd's words about a directive that was marked as unknown, as they would be without the mark. */
function unmarkUnknown$1(text) {
    return text.replaceAll(UNKNOWN_MARK$1, '');
}
/** Whether a newer httpd, or one with more modules, would have it. */
function isHttpdDirective(name) {
    return isKept(name) || isUntried(name) || IGNORED_BY_TRIAL.has(name.toLowerCase());
}
/** No module has a directive that begins so: httpd will refuse it, whatever is loaded into this one. */
const UNKNOWN_MARK$1 = 'preflight:';
const LONGEST_NAME = 60;
/** Without the sections that are left out as a whole, which are told by their heads. */
function findStatements(text) {
    const [statements, left] = [[], []];
    let without;
    for (const statement of readStatements(text)) {
        const name = statement.name.toLowerCase();
        if (without) {
            if (name === without.name)
                without.depth += { opening: 1, closing: -1, directive: 0 }[statement.kind];
            if (without.depth === 0)
                without = undefined;
        }
        else if (statement.kind === 'opening' && isUntriedSection(statement)) {
            left.push(statement);
            without = { name, depth: 1 };
        }
        else
            statements.push(statement);
    }
    return { statements, left };
}
function isUntriedSection(statement) {
    const name = statement.name.toLowerCase();
    if (!isKept(name))
        return isUntried(name);
    const rule = statement.args.length > 0 ? HTTPD_RULES.get(name) : undefined;
    return isUnreadable(statement) || (rule !== undefined && rule(statement.args, ASKING) === undefined);
}
/** Whether a rule leaves a directive out does not hang on these. */
const ASKING = {
    ...{ folder: '', remote: 0, toListener: () => 0, toApp: () => 0, hasFile: () => true, note: () => { } },
};
function writeStatement(statement, mapping) {
    const { kind, args, isWhole } = statement;
    const name = statement.name.toLowerCase();
    if (name === '' && kind === 'directive')
        return '';
    if (IGNORED_BY_TRIAL.has(name))
        return '';
    if (kind !== 'closing' && isUnreadable(statement))
        return undefined;
    if (!isKept(name))
        return isUntried(name) ? undefined : writeHead(statement, UNKNOWN_MARK$1);
    if (kind === 'closing' || !isWhole)
        return writeHead(statement, '');
    const rule = HTTPD_RULES.get(name);
    const mapped = rule && args.length > 0 ? rule(args, mapping) : args;
    if (mapped === undefined)
        return undefined;
    const write = /^rewrite(cond|rule)$/.test(name) ? writeRewriteWord : writeHttpdWord;
    const words = mapped.map(write);
    if (words.includes(undefined))
        return undefined;
    const inner = [statement.name, ...words].join(' ');
    return kind === 'opening' ? `<${inner}>` : inner;
}
// Of a name that only the file knows nothing but the name is handed on: httpd refuses it before it looks at more.
function writeHead({ kind, name, isWhole }, mark) {
    const start = { directive: '', opening: '<', closing: '</' }[kind];
    if (UNWRITABLE.test(name))
        return undefined;
    const word = start + mark + name + (kind === 'closing' && isWhole ? '>' : '');
    return (mark === '' ? word : writeHttpdWord(word)) + (kind === 'opening' ? (isWhole ? ' x>' : ' x') : '');
}
function isCalled({ kind, name }, wanted) {
    return kind === 'directive' && name.toLowerCase() === wanted;
}
function isKept(name) {
    return PLAIN_DIRECTIVES.has(name.toLowerCase()) || HTTPD_RULES.has(name.toLowerCase());
}
function isUntried(name) {
    return UNTRIED_DIRECTIVES.has(name.toLowerCase()) || UNTRIED_DIRECTIVE.test(name);
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: httpd ends a line at some of them, and not at others.
const UNWRITABLE = /[\0-\x08\n-\x1f\x7f]/;
/** A defined name may stand for any path, a function of an expression may read any file. */
const HIDDEN_PATH = /\$\{|file(size)?\s*[(:]/i;
function isUnreadable({ name, args }) {
    return [name, ...args].some(word => UNWRITABLE.test(word) || HIDDEN_PATH.test(word));
}

/** The ports of a trial of httpd, which cannot listen on files: free ones of 127.0.0.1 stand for the instance's. */
/** All that the files listen on, and all of 127.0.0.1 that they hand requests to. */
function collectPorts({ staged, appPort }) {
    const [listeners, apps] = [new Set(), new Set(appPort === undefined ? [] : [appPort])];
    const mapping = {
        folder: '',
        toListener: port => Number(listeners.add(port) && 0),
        toApp: port => Number(apps.add(port) && 0),
        remote: 0,
        hasFile: () => true,
        note: () => { },
    };
    for (const file of staged.values())
        mapHttpdFile(file, mapping);
    return { listeners, apps };
}
/** `stubs`: one more than there are apps. A port of the app that httpd wants as well is taken, as on the instance. */
async function assignPorts({ appPort }, wanted, stubs) {
    const [remote = 0, ...others] = stubs;
    const apps = new Map([...wanted.apps].map((port, index) => [port, others[index] ?? remote]));
    const listeners = new Map();
    for (const port of wanted.listeners) {
        const taken = port === appPort ? apps.get(port) : undefined;
        listeners.set(port, taken ?? (await findFreePort()));
    }
    return { listeners, apps, remote };
}
/** Whether httpd could not have a port that somebody else took in the meantime; one of a stand-in is taken on purpose. */
function isTakenByOthers(words, { apps }) {
    const [, port] = /AH00072: [^\n]*?127\.0\.0\.1:(\d+)/.exec(words) ?? [];
    return port !== undefined && ![...apps.values()].includes(Number(port));
}
async function findFreePort() {
    const server = createServer$1().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = toPort(server) ?? 0;
    server.close();
    await once(server, 'close');
    return port;
}

/** Reads why httpd took no configuration, and where in the files that it was given. */
/** As of nginx: the first that ends it. Undefined where it wrote of none. */
function readHttpdRefusal(text) {
    const [, bind = ''] = /(\(\d+\)[^\n]{0,80}: AH00072: [^\n]{0,300})/.exec(text) ?? [];
    if (bind)
        return { words: bind, file: undefined, line: undefined };
    const places = [...text.matchAll(/Syntax error on line (\d{1,9}) of (\/[^\n:]{1,1000}):/g)];
    const [, line, file] = places.at(-1) ?? [];
    const last = places.at(-1);
    if (!last)
        return undefined;
    const words = text
        .slice(last.index + last[0].length)
        .trim()
        .split('\n')[0] ?? '';
    return {
        words: words.replace(/^\/[^\n:]{1,1000}:\d+: /, '').replace(/\.$/, '') || 'Syntax error',
        file,
        line: Number(line),
    };
}
/** Of a refusal for a directive that no loaded module has. */
function findUnknownCommand({ words }) {
    return /^Invalid command '([^']*)'/.exec(words)?.[1];
}

/**
 * The directives of nginx, by name. Those of a newer nginx than the one at hand are what tells "this one is too old"
 * from "nobody knows this word".
 */
/**
 * Of the modules that Amazon Linux builds in: read from the tables of commands in nginx's source, version 1.31.5
 * (https://github.com/nginx/nginx/tree/3f6f7824d4e2eb1ac37dec76683d525ac0ff521c/src).
 */
const KNOWN_DIRECTIVES = new Set(`
  absolute_redirect accept_mutex accept_mutex_delay access_log add_after_body add_before_body add_header
  add_header_inherit add_trailer add_trailer_inherit addition_types aio aio_write alias allow ancient_browser
  ancient_browser_value auth_basic auth_basic_user_file auth_delay auth_request auth_request_set autoindex
  autoindex_exact_size autoindex_format autoindex_localtime break charset charset_map charset_types
  chunked_transfer_encoding client_body_buffer_size client_body_early_read client_body_in_file_only
  client_body_in_single_buffer client_body_temp_path client_body_timeout client_header_buffer_size
  client_header_timeout client_max_body_size connection_pool_size create_full_put_path daemon dav_access dav_methods
  debug_connection debug_points default_type degradation degrade deny directio directio_alignment disable_symlinks
  early_hints empty_gif env epoll_events error_log error_page etag events expires fastcgi_bind fastcgi_buffer_size
  fastcgi_buffering fastcgi_buffers fastcgi_busy_buffers_size fastcgi_cache fastcgi_cache_background_update
  fastcgi_cache_bypass fastcgi_cache_key fastcgi_cache_lock fastcgi_cache_lock_age fastcgi_cache_lock_timeout
  fastcgi_cache_max_range_offset fastcgi_cache_methods fastcgi_cache_min_uses fastcgi_cache_path
  fastcgi_cache_revalidate fastcgi_cache_use_stale fastcgi_cache_valid fastcgi_catch_stderr fastcgi_connect_timeout
  fastcgi_force_ranges fastcgi_hide_header fastcgi_ignore_client_abort fastcgi_ignore_headers fastcgi_index
  fastcgi_intercept_errors fastcgi_keep_conn fastcgi_limit_rate fastcgi_max_temp_file_size fastcgi_next_upstream
  fastcgi_next_upstream_timeout fastcgi_next_upstream_tries fastcgi_no_cache fastcgi_param fastcgi_pass
  fastcgi_pass_header fastcgi_pass_request_body fastcgi_pass_request_headers fastcgi_read_timeout
  fastcgi_request_buffering fastcgi_send_lowat fastcgi_send_timeout fastcgi_socket_keepalive fastcgi_socket_rcvbuf
  fastcgi_socket_sndbuf fastcgi_split_path_info fastcgi_store fastcgi_store_access fastcgi_temp_file_write_size
  fastcgi_temp_path flv geo grpc_bind grpc_buffer_size grpc_connect_timeout grpc_hide_header grpc_ignore_headers
  grpc_intercept_errors grpc_next_upstream grpc_next_upstream_timeout grpc_next_upstream_tries grpc_pass
  grpc_pass_header grpc_read_timeout grpc_send_timeout grpc_set_header grpc_socket_keepalive grpc_socket_rcvbuf
  grpc_socket_sndbuf grpc_ssl_certificate grpc_ssl_certificate_cache grpc_ssl_certificate_key grpc_ssl_ciphers
  grpc_ssl_conf_command grpc_ssl_crl grpc_ssl_name grpc_ssl_password_file grpc_ssl_protocols grpc_ssl_server_name
  grpc_ssl_session_reuse grpc_ssl_trusted_certificate grpc_ssl_verify grpc_ssl_verify_depth gunzip gunzip_buffers gzip
  gzip_buffers gzip_comp_level gzip_disable gzip_hash gzip_http_version gzip_min_length gzip_no_buffer gzip_proxied
  gzip_static gzip_types gzip_vary gzip_window hash http http2 http2_body_preread_size http2_chunk_size
  http2_idle_timeout http2_max_concurrent_pushes http2_max_concurrent_streams http2_max_field_size
  http2_max_header_size http2_max_requests http2_pool_size http2_push http2_push_preload http2_recv_buffer_size
  http2_recv_timeout http2_streams_index_size http3 http3_hq http3_max_concurrent_streams http3_stream_buffer_size if
  if_modified_since ignore_invalid_headers include index internal ip_hash keepalive keepalive_disable
  keepalive_min_timeout keepalive_requests keepalive_time keepalive_timeout large_client_header_buffers least_conn
  least_time limit_conn limit_conn_dry_run limit_conn_log_level limit_conn_status limit_conn_zone limit_except
  limit_rate limit_rate_after limit_req limit_req_dry_run limit_req_log_level limit_req_status limit_req_zone
  lingering_close lingering_time lingering_timeout listen load_module location lock_file log_format log_not_found
  log_subrequest map map_hash_bucket_size map_hash_max_size master_process max_headers max_ranges memcached_bind
  memcached_buffer_size memcached_connect_timeout memcached_gzip_flag memcached_next_upstream
  memcached_next_upstream_timeout memcached_next_upstream_tries memcached_pass memcached_read_timeout
  memcached_send_timeout memcached_socket_keepalive merge_slashes min_delete_depth mirror mirror_request_body
  modern_browser modern_browser_value mp4 mp4_buffer_size mp4_max_buffer_size mp4_start_key_frame msie_padding
  msie_refresh multi_accept open_file_cache open_file_cache_errors open_file_cache_events open_file_cache_min_uses
  open_file_cache_valid open_log_file_cache output_buffers override_charset pcre_jit pid port_in_redirect post_action
  postpone_gzipping postpone_output proxy_bind proxy_buffer_size proxy_buffering proxy_buffers proxy_busy_buffers_size
  proxy_cache proxy_cache_background_update proxy_cache_bypass proxy_cache_convert_head proxy_cache_key
  proxy_cache_lock proxy_cache_lock_age proxy_cache_lock_timeout proxy_cache_max_range_offset proxy_cache_methods
  proxy_cache_min_uses proxy_cache_path proxy_cache_revalidate proxy_cache_use_stale proxy_cache_valid
  proxy_connect_timeout proxy_cookie_domain proxy_cookie_flags proxy_cookie_path proxy_force_ranges
  proxy_headers_hash_bucket_size proxy_headers_hash_max_size proxy_hide_header proxy_http_version
  proxy_ignore_client_abort proxy_ignore_headers proxy_intercept_errors proxy_limit_rate proxy_max_temp_file_size
  proxy_method proxy_next_upstream proxy_next_upstream_timeout proxy_next_upstream_tries proxy_no_cache proxy_pass
  proxy_pass_header proxy_pass_request_body proxy_pass_request_headers proxy_pass_trailers proxy_read_timeout
  proxy_redirect proxy_request_buffering proxy_send_lowat proxy_send_timeout proxy_set_body proxy_set_header
  proxy_socket_keepalive proxy_socket_rcvbuf proxy_socket_sndbuf proxy_ssl_certificate proxy_ssl_certificate_cache
  proxy_ssl_certificate_key proxy_ssl_ciphers proxy_ssl_conf_command proxy_ssl_crl proxy_ssl_name
  proxy_ssl_password_file proxy_ssl_protocols proxy_ssl_server_name proxy_ssl_session_reuse
  proxy_ssl_trusted_certificate proxy_ssl_verify proxy_ssl_verify_depth proxy_store proxy_store_access
  proxy_temp_file_write_size proxy_temp_path quic_active_connection_id_limit quic_gso quic_host_key quic_retry random
  random_index read_ahead real_ip_header real_ip_recursive recursive_error_pages referer_hash_bucket_size
  referer_hash_max_size request_pool_size reset_timedout_connection resolver resolver_timeout return rewrite
  rewrite_log root satisfy scgi_bind scgi_buffer_size scgi_buffering scgi_buffers scgi_busy_buffers_size scgi_cache
  scgi_cache_background_update scgi_cache_bypass scgi_cache_key scgi_cache_lock scgi_cache_lock_age
  scgi_cache_lock_timeout scgi_cache_max_range_offset scgi_cache_methods scgi_cache_min_uses scgi_cache_path
  scgi_cache_revalidate scgi_cache_use_stale scgi_cache_valid scgi_connect_timeout scgi_force_ranges scgi_hide_header
  scgi_ignore_client_abort scgi_ignore_headers scgi_intercept_errors scgi_limit_rate scgi_max_temp_file_size
  scgi_next_upstream scgi_next_upstream_timeout scgi_next_upstream_tries scgi_no_cache scgi_param scgi_pass
  scgi_pass_header scgi_pass_request_body scgi_pass_request_headers scgi_read_timeout scgi_request_buffering
  scgi_send_timeout scgi_socket_keepalive scgi_socket_rcvbuf scgi_socket_sndbuf scgi_store scgi_store_access
  scgi_temp_file_write_size scgi_temp_path secure_link secure_link_md5 secure_link_secret send_lowat send_timeout
  sendfile sendfile_max_chunk server server_name server_name_in_redirect server_names_hash_bucket_size
  server_names_hash_max_size server_tokens set set_real_ip_from slice source_charset split_clients ssi
  ssi_ignore_recycled_buffers ssi_last_modified ssi_min_file_chunk ssi_silent_errors ssi_types ssi_value_length
  ssl_buffer_size ssl_certificate ssl_certificate_cache ssl_certificate_compression ssl_certificate_key ssl_ciphers
  ssl_client_certificate ssl_conf_command ssl_crl ssl_dhparam ssl_early_data ssl_ecdh_curve ssl_ech_file ssl_engine
  ssl_object_cache_inheritable ssl_ocsp ssl_ocsp_cache ssl_ocsp_responder ssl_password_file ssl_prefer_server_ciphers
  ssl_protocols ssl_reject_handshake ssl_session_cache ssl_session_ticket_key ssl_session_tickets ssl_session_timeout
  ssl_stapling ssl_stapling_file ssl_stapling_responder ssl_stapling_verify ssl_trusted_certificate ssl_verify_client
  ssl_verify_depth sticky stub_status sub_filter sub_filter_last_modified sub_filter_once sub_filter_types
  subrequest_output_buffer_size tcp_nodelay tcp_nopush thread_pool timer_resolution try_files tunnel_bind
  tunnel_buffer_size tunnel_connect_timeout tunnel_next_upstream tunnel_next_upstream_timeout
  tunnel_next_upstream_tries tunnel_pass tunnel_read_timeout tunnel_send_lowat tunnel_send_timeout
  tunnel_socket_keepalive tunnel_socket_rcvbuf tunnel_socket_sndbuf types types_hash_bucket_size types_hash_max_size
  underscores_in_headers uninitialized_variable_warn upstream use user userid userid_domain userid_expires
  userid_flags userid_mark userid_name userid_p3p userid_path userid_service uwsgi_bind uwsgi_buffer_size
  uwsgi_buffering uwsgi_buffers uwsgi_busy_buffers_size uwsgi_cache uwsgi_cache_background_update uwsgi_cache_bypass
  uwsgi_cache_key uwsgi_cache_lock uwsgi_cache_lock_age uwsgi_cache_lock_timeout uwsgi_cache_max_range_offset
  uwsgi_cache_methods uwsgi_cache_min_uses uwsgi_cache_path uwsgi_cache_revalidate uwsgi_cache_use_stale
  uwsgi_cache_valid uwsgi_connect_timeout uwsgi_force_ranges uwsgi_hide_header uwsgi_ignore_client_abort
  uwsgi_ignore_headers uwsgi_intercept_errors uwsgi_limit_rate uwsgi_max_temp_file_size uwsgi_modifier1
  uwsgi_modifier2 uwsgi_next_upstream uwsgi_next_upstream_timeout uwsgi_next_upstream_tries uwsgi_no_cache uwsgi_param
  uwsgi_pass uwsgi_pass_header uwsgi_pass_request_body uwsgi_pass_request_headers uwsgi_read_timeout
  uwsgi_request_buffering uwsgi_send_timeout uwsgi_socket_keepalive uwsgi_socket_rcvbuf uwsgi_socket_sndbuf
  uwsgi_ssl_certificate uwsgi_ssl_certificate_cache uwsgi_ssl_certificate_key uwsgi_ssl_ciphers uwsgi_ssl_conf_command
  uwsgi_ssl_crl uwsgi_ssl_name uwsgi_ssl_password_file uwsgi_ssl_protocols uwsgi_ssl_server_name
  uwsgi_ssl_session_reuse uwsgi_ssl_trusted_certificate uwsgi_ssl_verify uwsgi_ssl_verify_depth uwsgi_store
  uwsgi_store_access uwsgi_string uwsgi_temp_file_write_size uwsgi_temp_path valid_referers variables_hash_bucket_size
  variables_hash_max_size worker_aio_requests worker_connections worker_cpu_affinity worker_priority worker_processes
  worker_rlimit_core worker_rlimit_nofile worker_shutdown_timeout working_directory zone
`
    .trim()
    .split(/\s+/));
/**
 * Of modules that Amazon Linux has in packages of their own, which load_module or an include outside of the bundle may
 * bring in (the `--with-...=dynamic` of its build).
 */
const OPTIONAL_DIRECTIVES = new Set(`
  geoip_city geoip_country geoip_org geoip_proxy geoip_proxy_recursive google_perftools_profiles image_filter
  image_filter_buffer image_filter_interlace image_filter_jpeg_quality image_filter_sharpen image_filter_transparency
  image_filter_webp_quality mail perl perl_modules perl_require perl_set quic_bpf stream xml_entities
  xml_external_entities xslt_last_modified xslt_param xslt_string_param xslt_stylesheet xslt_types
`
    .trim()
    .split(/\s+/));

/** Reads why nginx took no configuration, and where in the files that it was given. */
const PLACE = / in (\/[^\n]*):(\d{1,9})$/;
/** The first of what it calls an emergency: it goes no further than that. Undefined where it wrote of none. */
function readNginxRefusal(text) {
    const [, told = ''] = /^(?:nginx:|[\d/]+ [\d:]+) \[emerg\] (?:\d+#\d+: )?(.*)$/m.exec(text) ?? [];
    if (told === '')
        return undefined;
    const [place, file, line] = PLACE.exec(told) ?? [];
    return { words: told.slice(0, told.length - (place?.length ?? 0)), file, line: line ? Number(line) : undefined };
}
function findTooNew({ words }) {
    const [, directive = ''] = /^unknown directive "([^"]*)"/.exec(words) ?? [];
    if (KNOWN_DIRECTIVES.has(directive))
        return { kind: 'directives', names: [directive] };
    const ofOpenssl = OF_OPENSSL.find(([pattern]) => pattern.test(words))?.[1];
    if (ofOpenssl)
        return { kind: 'directives', names: ofOpenssl };
    const [, variable = ''] = /^unknown "([^"]*)" variable/.exec(words) ?? [];
    if (isNginxVariable(variable))
        return { kind: 'variable', name: variable };
    return NEWER_VALUES.some(pattern => pattern.test(words)) ? { kind: 'value' } : undefined;
}
function isNginxVariable(name) {
    return NGINX_VARIABLES.has(name) || VARIABLE_PREFIXES.some(prefix => name.startsWith(prefix));
}
/** What an OpenSSL knows of names is its own affair: "PROFILE=SYSTEM" is Amazon Linux's, and curves come with versions. */
const OF_OPENSSL = [
    [
        /^SSL_CTX_set_(cipher_list|ciphersuites)\(/,
        ['ssl_ciphers', 'proxy_ssl_ciphers', 'grpc_ssl_ciphers', 'uwsgi_ssl_ciphers'],
    ],
    [/^SSL_CTX_set1_(curves|groups)_list\(/, ['ssl_ecdh_curve']],
];
/** proxy_cache_path min_free (1.19.1), proxy_http_version 2 (1.29.4), keepalive local (1.29.7). */
const NEWER_VALUES = [
    /^invalid parameter "min_free=/,
    /^invalid value "2"/,
    /^invalid parameter "local"/,
];
/** What a file or a module from outside of the bundle could have brought. */
function mayComeFromElsewhere({ words }) {
    return FROM_ELSEWHERE.test(words);
}
const FROM_ELSEWHERE = /^(unknown directive |unknown "[^"]*" variable|host not found in upstream|unknown log format|zero size shared memory zone|no "events" section|no "ssl_certificate)/;
/**
 * What says something about this machine and nothing about the files: no right (1, 13), no memory (12), too many files
 * (23, 24), files too large (27), no space (28), and what its OpenSSL did.
 */
function isAboutMachine({ words }) {
    return /\((1|12|13|23|24|27|28): |^SSL_(CTX|CONF)_|certificate\.pem"|key\.pem"/.test(words);
}

/** Runs a proxy program of this machine so that it ends with this process, even when that is killed. */
const MOST_WORDS = 64 * 1024;
/**
 * The shell waits for two things: the end of the program, and the end of its own input, a pipe that only this process
 * holds open. Files of users cannot fill the memory or the disk, nor use the processor for long.
 */
const WATCH = `ulimit -c 0; ulimit -v 2000000 2>/dev/null; ulimit -f 40000 2>/dev/null; ulimit -t 20 2>/dev/null
folder=$1; shift
exec 3<&0
"$@" </dev/null 3<&- & program=$!
{ cat <&3 >/dev/null; trap '' TERM; kill -9 "$program" 2>/dev/null; rm -rf -- "$folder"; } >/dev/null 2>&1 & watch=$!
wait "$program"; code=$?
kill "$watch" 2>/dev/null
exit "$code"`;
/** What the program gets to know of this machine. A name server that does not answer is not waited for. */
const ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', RES_OPTIONS: 'timeout:1 attempts:1', LOCALDOMAIN: '' };
function runProxy({ program, args, folder, signal }) {
    const child = spawn('/bin/sh', ['-c', WATCH, 'sh', folder, program, ...args], {
        cwd: folder,
        env: ENVIRONMENT,
        stdio: ['pipe', 'pipe', 'pipe'],
    });
    const { words, wrote } = readWords(child);
    const ended = waitForEnd(child);
    child.stdin?.on('error', () => { });
    const stop = async () => {
        child.stdin?.end();
        await ended;
    };
    signal.addEventListener('abort', () => void stop(), { once: true });
    if (signal.aborted)
        void stop();
    return { words, wrote, ended, stop };
}
function readWords(child) {
    let words = '';
    for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (text) => {
            if (words.length < MOST_WORDS)
                words = (words + text).slice(0, MOST_WORDS);
            child.emit('words');
        });
    }
    return {
        words: () => words,
        async wrote(pattern) {
            while (!pattern.test(words))
                await once(child, 'words');
        },
    };
}
// A shell that cannot be started is a program that ended.
async function waitForEnd(child) {
    try {
        const [code] = (await once(child, 'close'));
        return code ?? 1;
    }
    catch {
        return 1;
    }
}

/** Runs the httpd of this machine on the files of a trial. */
/** In the foreground; `-X`: in one process. */
function runHttpd({ program, folder, signal }, more) {
    const { path } = folder;
    // As root it has to become somebody else; nobody's number is the same everywhere.
    const user = process.getuid?.() === 0 ? ['User "#65534"', 'Group "#65534"'] : [];
    const own = [
        'ServerName localhost',
        `DefaultRuntimeDir "${path}/run"`,
        `PidFile "${path}/run/httpd.pid"`,
        'StartServers 1',
        `DocumentRoot "${path}/pages"`,
        ...user,
    ];
    const args = [
        '-d',
        join(path, 'httpd'),
        '-f',
        join(path, 'httpd/conf/httpd.conf'),
        ...own.flatMap(line => ['-C', line]),
        ...more,
    ];
    return runProxy({ program: program.path, args, folder: path, signal });
}

/** Waits for a proxy to listen. A process says nowhere that it does; nginx and httpd write their number when they do. */
/** False where it ended, or will not listen. */
async function waitUntilUp({ folder, signal, pidFile, isRefused }, { ended, words }) {
    let isOver = false;
    void ended.then(() => {
        isOver = true;
    });
    for (;;) {
        if (isOver || isRefused(words()))
            return false;
        if (await folder.has(pidFile))
            return true;
        await setTimeout$1(5, undefined, { signal });
    }
}

/** Tries out httpd's files: the test that the platform makes, a start, and two requests. */
/** Throws the signal's reason, and what the file system says. */
async function tryHttpd(trial) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { folder } = trial;
        const modules = await findModules();
        if (modules === undefined)
            return untestable('the modules of httpd are not on this machine');
        for (const name of ['logs/all.log', 'pages/.keep', 'run/.keep'])
            await folder.write(name, '');
        const wanted = collectPorts(trial);
        const apps = __addDisposableResource(env_1, await startStubApp([0, ...[...wanted.apps].map(() => 0)]), true);
        for (let tries = 1;; tries += 1) {
            const ports = await assignPorts(trial, wanted, apps.ports);
            const end = await tryOnPorts(trial, { ports, modules });
            const isTaken = end.kind === 'untestable' && isTakenByOthers(end.reason, ports);
            if (!isTaken || tries === MOST_TRIES)
                return end;
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
const MOST_TRIES = 3;
async function tryOnPorts(trial, { ports, modules }) {
    const notTested = await writeFiles(trial, { ports, modules });
    const notes = {
        notTested,
        needsMore: notTested.some(text => /^"(include|loadmodule)/i.test(text)),
        hasVariableTarget: notTested.some(text => /^"(rewrite|proxy|balancer|sethandler|alias)/i.test(text)),
    };
    const tested = runHttpd(trial, ['-t']);
    if ((await tested.ended) !== 0)
        return judge$1(trial, tested.words(), { at: 'test', notes, ports });
    return await startAndAsk$1(trial, { notes, ports });
}
async function writeFiles({ staged, folder, appPort }, { ports, modules }) {
    const notes = new Set();
    const mapping = {
        folder: folder.path,
        toListener: port => ports.listeners.get(port) ?? ports.remote,
        toApp: port => (port === appPort ? undefined : ports.listeners.get(port)) ?? ports.apps.get(port) ?? ports.remote,
        remote: ports.remote,
        hasFile: path => staged.has(path),
        note(what, { bundleName }, line) {
            if (bundleName !== undefined)
                notes.add(`"${what}" in "${bundleName}" line ${line}`);
        },
    };
    for (const [path, file] of staged)
        await folder.write(`httpd/${path}`, mapHttpdFile(file, mapping));
    const own = `${await writeModules(modules)}TypesConfig "${folder.path}/httpd/conf/mime.types"\n`;
    await folder.write('httpd/conf.modules.d/00-preflight.conf', own);
    await folder.write('httpd/conf/mime.types', 'text/html html\ntext/css css\napplication/javascript js\n');
    return [...notes];
}
function judge$1({ folder }, words, { at, notes, ports }) {
    const refusal = readHttpdRefusal(words);
    const first = words.trim().split('\n')[0] ?? '';
    if (!refusal || isAboutMachine(refusal) || isTakenByOthers(refusal.words, ports))
        return untestable(`httpd could not work here (${refusal?.words || first || 'it said nothing'})`, notes);
    const unknown = findUnknownCommand(refusal);
    if (unknown !== undefined && (notes.needsMore || isHttpdDirective(unknown.replace(/^<\/?/, '')))) {
        return untestable(`what the bundle does not hold may decide (${unmarkUnknown$1(refusal.words)})`, notes);
    }
    const below = `${folder.path}/httpd/`;
    const file = refusal.file?.startsWith(below) ? refusal.file.slice(below.length) : undefined;
    const told = unmapWords(refusal.words, folder.path, ports);
    return {
        kind: 'refused',
        at,
        refusal: { words: told, file, line: file === undefined ? undefined : refusal.line },
        notes,
    };
}
function unmapWords(words, folder, { listeners, apps }) {
    const known = new Map([...listeners, ...apps].map(([instance, local]) => [String(local), String(instance)]));
    const here = words.replaceAll(/127\.0\.0\.1:(\d+)/g, (found, port) => known.has(port) ? `0.0.0.0:${known.get(port)}` : found);
    return unmarkUnknown$1(here).replaceAll(`${folder}/httpd/`, '/etc/httpd/').replaceAll(`${folder}/`, '/');
}
async function startAndAsk$1(trial, { notes, ports }) {
    const running = runHttpd(trial, ['-X']);
    try {
        const port = ports.listeners.get(80);
        const isRefused = (words) => words.includes('AH00072');
        const isUp = await waitUntilUp({ ...trial, pidFile: 'run/httpd.pid', isRefused }, running);
        if (!isUp)
            return judge$1(trial, running.words(), { at: 'start', notes, ports });
        return { kind: 'accepted', answers: await askAll(port, trial), notes };
    }
    finally {
        await running.stop();
    }
}
function untestable(reason, notes = { notTested: [], needsMore: false, hasVariableTarget: false }) {
    return { kind: 'untestable', reason, notes };
}

/** Files of nginx's own package that includes name, as short as they can be: only that they are there counts. */
const REQUEST = `QUERY_STRING $query_string
REQUEST_METHOD $request_method
CONTENT_TYPE $content_type
CONTENT_LENGTH $content_length
REQUEST_URI $request_uri
DOCUMENT_URI $document_uri
DOCUMENT_ROOT $document_root
SERVER_PROTOCOL $server_protocol
REMOTE_ADDR $remote_addr
REMOTE_PORT $remote_port
SERVER_PORT $server_port
SERVER_NAME $server_name`;
function params(directive, more = '') {
    return `${REQUEST}${more}`.replaceAll(/^.*$/gm, line => `${directive} ${line};`);
}
const SCRIPT = '\nSCRIPT_NAME $fastcgi_script_name\nGATEWAY_INTERFACE CGI/1.1\nREDIRECT_STATUS 200';
/** Path below /etc/nginx -> text, as the package of Amazon Linux names them. */
const NGINX_PACKAGE = new Map([
    [
        'mime.types',
        'types {\n text/html html htm;\n text/css css;\n application/javascript js;\n application/json json;\n}\n',
    ],
    ['fastcgi_params', params('fastcgi_param', SCRIPT)],
    ['fastcgi.conf', params('fastcgi_param', `\nSCRIPT_FILENAME $document_root$fastcgi_script_name${SCRIPT}`)],
    ['uwsgi_params', params('uwsgi_param')],
    ['scgi_params', params('scgi_param')],
    ['koi-utf', 'charset_map koi8-r utf-8 {\n}\n'],
    ['koi-win', 'charset_map koi8-r windows-1251 {\n}\n'],
    ['win-utf', 'charset_map windows-1251 utf-8 {\n}\n'],
]);

/** A certificate of our own, in the place of those that only the instance has. */
const ARGUMENTS = [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
    ...['-subj', '/CN=preflight', '-keyout', 'key.pem', '-out', 'certificate.pem'],
];
/**
 * Writes `certificate.pem` and `key.pem` into the folder; false where openssl cannot. It ends with this process, as the
 * proxy does. Throws the signal's reason.
 */
async function makeCertificate(openssl, folder, signal) {
    const code = await runProxy({ program: openssl, args: ARGUMENTS, folder: folder.path, signal }).ended;
    signal.throwIfAborted();
    return code === 0;
}

/** Maps where nginx hands a request on: to stand-ins on this machine, and never to any host. */
/**
 * What `proxy_pass` and the like take: scheme and URI stay. What is no stand-in of the trial is written so that nginx
 * refuses it without asking anybody: what cannot be an address, and a name that is unknown on an instance too.
 */
function mapPass(text, context) {
    const { sockets } = context;
    // Any other word before "://" belongs to the address: "unix:///run/app.sock" is a path.
    const [, scheme = '', rest = ''] = /^((?:https?|grpcs?|s?uwsgi):\/\/)?(.*)$/is.exec(text) ?? [];
    const unset = { text: `${scheme}unix:${sockets.nobody}:/${rest}`, isVariable: true };
    const [socket, socketPath = '', socketUri = ''] = /^unix:([^:]*)(:.*)?$/is.exec(rest) ?? [];
    if (socket !== undefined) {
        if (socketPath.includes('$'))
            return unset;
        return fixed(socketPath ? `${scheme}unix:${sockets.toLocal({ path: normalizePath(socketPath) })}${socketUri}` : NO_SOCKET);
    }
    const [, authority = '', uri = ''] = /^([^/?]*?)((?:[/?]|\$\w|\$\{).*)?$/s.exec(rest) ?? [];
    // What follows without a slash may be the URI ("http://app$request_uri") or belong to the host ("http://app$n:80").
    const isWhole = authority !== '' && (!uri.startsWith('$') || /^\$\{?(document_uri|request_uri|uri)\b/.test(uri));
    if (!isWhole) {
        return rest.includes('$') ? unset : fixed(`${scheme}/`);
    }
    const target = mapAuthority(authority, context);
    return fixed(`${scheme}${target}${uri !== '' && target.startsWith('unix:') ? ':' : ''}${uri}`);
}
/** What stands for a server in an `upstream` block. */
function mapServer(text, context) {
    const [socket, path = ''] = /^unix:(.*)$/is.exec(text) ?? [];
    if (socket === undefined)
        return mapAuthority(text, context);
    return path ? `unix:${context.sockets.toLocal({ path: normalizePath(path) })}` : NO_SOCKET;
}
/** Puts the words of the file where a name was made unresolvable. */
function unmapNames(text) {
    return text.replaceAll(UNKNOWN, '');
}
/**
 * A label may have 63 characters: the resolver refuses this without asking anybody. It stands in front, so that the text
 * is no socket's either, and a NUL in it hides nothing. Upstreams have such names too: one that is not loaded is no host.
 */
function makeUnresolvable(host) {
    return `${UNKNOWN}${host}`;
}
const UNKNOWN = `${'x'.repeat(64)}.`;
/** nginx refuses it: "no path in the unix domain socket". */
const NO_SOCKET = 'unix:';
const LOOPBACK = /^(localhost|localhost\.localdomain|localhost[46]|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/i;
function mapAuthority(authority, { sockets, upstreams }) {
    const [, host = '', port] = /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/s.exec(authority) ?? [];
    const isPort = port === undefined || (/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65536);
    if (host === '' || !isPort || upstreams.has(host.toLowerCase()))
        return makeUnresolvable(authority);
    if (LOOPBACK.test(host))
        return `unix:${sockets.toLocal(toLocalAddress(port))}`;
    if (/^(\[[0-9a-f:.]+\]|[\w-]+(\.[\w-]+)+\.?)$/i.test(host))
        return `unix:${sockets.remote}`;
    return makeUnresolvable(authority);
}
function toLocalAddress(port = '80') {
    return { port: Number(port) };
}
// /var/run is a link to /run.
function normalizePath(path) {
    return path.replace(/^\/+(var\/)?run\//, '/run/');
}
function fixed(text) {
    return { text, isVariable: false };
}

/** What a rule for one of nginx's directives is made of. */
function removeDirective({ place }) {
    return { start: place.start, end: place.close, text: '' };
}
const remove = directive => [removeDirective(directive)];
const removeAndNote = (directive, { note, where }) => {
    note(directive.name, where);
    return [removeDirective(directive)];
};
/** Another text for the first argument, unless it is undefined. */
const setFirst = (text) => {
    return ({ args, place }, context) => {
        const [arg, value] = [place.args[0], args[0]];
        const mapped = value === undefined ? undefined : text(context, value);
        return arg && mapped !== undefined ? [{ ...arg, text: mapped }] : [];
    };
};
const quote = (text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`;

/** What becomes of nginx's directives that name addresses: it listens on files of the trial's folder, and asks nobody else. */
const mapResolver = ({ args, place }) => place.args.flatMap((arg, index) => /^(valid|ipv[46]|status_zone)=/.test(args[index] ?? '') ? [] : [{ ...arg, text: '127.0.0.1' }]);
// What is no network is a host name to nginx.
const mapRealIp = setFirst((_, value) => (value === 'unix:' || isNetwork(value) ? undefined : '127.0.0.1'));
function isNetwork(value) {
    const [, address = '', bits = '0'] = /^([\da-f:.]+)(?:\/(\d{1,3}))?$/i.exec(value) ?? [];
    return (isIPv4(address) && Number(bits) <= 32) || (isIPv6(address) && Number(bits) <= 128);
}
const mapTarget = ({ args: [value = ''], place: { args: [arg], }, }, context) => {
    if (!arg)
        return [];
    const { text, isVariable } = mapPass(value, context);
    if (isVariable)
        context.note('a target in a variable', context.where);
    return [{ ...arg, text: quote(text) }];
};
// A name that is looked up again and again is none any more.
// Its upstream may stand in another file, which includes this one.
const mapUpstreamServer = ({ args, place }, context) => {
    return place.args.flatMap((arg, index) => {
        const value = args[index] ?? '';
        if (index === 0)
            return [{ ...arg, text: quote(mapServer(value, context)) }];
        return /^(resolve$|service=)/.test(value) ? [{ ...arg, text: '' }] : [];
    });
};
/** `bind` stands for options of TCP: each of them makes a second one for the same address a mistake, as it does. */
const TCP_OPTION = /^(reuseport|deferred|ipv6only=(on|off)|so_keepalive=[\w:]*|fastopen=\d+)$/;
/** "8000-8010": the first port stands for them all. */
const PORT_RANGE = /^((?:.*:)?\d{1,5})-\d{1,5}$/;
const mapListen = (directive, context) => {
    const { args, place } = directive;
    if (args.includes('quic'))
        return removeAndNote(directive, context);
    const isWithoutTls = args.includes('ssl') && !context.hasCertificate;
    if (isWithoutTls)
        context.note('listen ... ssl', context.where);
    return place.args.flatMap((arg, index) => {
        const value = args[index] ?? '';
        if (index > 0 && value === 'ssl' && isWithoutTls)
            return [{ ...arg, text: '' }];
        if (index > 0) {
            return TCP_OPTION.test(value) ? [{ ...arg, text: 'bind' }] : [];
        }
        const [, first] = PORT_RANGE.exec(value) ?? [];
        if (first !== undefined)
            context.note(`listen ${value}`, context.where);
        const file = context.sockets.toListener(first ?? value);
        return [{ ...arg, text: file ? `unix:${file}` : quote(makeUnresolvable(value)) }];
    });
};
// A server that names nothing listens on port 80.
const addListen = ({ block = [], place }, { sockets, includesListen }) => {
    const has = block.some(({ name, args }) => {
        return (name === 'listen' && !args.includes('quic')) || (name === 'include' && includesListen(args[0] ?? ''));
    });
    const file = has ? sockets.unused : sockets.toListener('80');
    return [{ start: place.end, end: place.end, text: ` listen unix:${file};` }];
};
/** With a block it is a server, without one of an upstream. */
const mapAnyServer = (directive, context) => (directive.block ? addListen : mapUpstreamServer)(directive, context);
const mapUpstream = setFirst((_, value) => quote(makeUnresolvable(value)));
const ADDRESS_RULES = {
    upstream: mapUpstream,
    listen: mapListen,
    server: mapAnyServer,
    resolver: mapResolver,
    set_real_ip_from: mapRealIp,
};
const ADDRESS_NAME_RULES = [
    [/_pass$/, mapTarget],
    [/_bind$/, removeAndNote],
];

/** What becomes of nginx's directives that name files: none may be read or written outside of the trial's folder. */
const mapLog = setFirst(({ folder }, value) => {
    if (value === 'off')
        return undefined;
    return /\$/.test(value)
        ? quote(`${folder}/absent/${value}`)
        : `${folder}/logs/${/^syslog:|^stderr$/.test(value) ? 'other' : 'all'}.log`;
});
/** A folder that is not there ends every path below it, ".." included. */
const mapAbsent = setFirst(({ folder }, value) => quote(`${folder}/absent/${value}`));
const mapCache = ({ path, place: { args: [arg], }, }, { folder }) => (arg ? [{ ...arg, text: `${folder}/cache-${path.replaceAll(/\W/g, '-')}-${arg.start}` }] : []);
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path`);
// An ordinary user may not write where nginx was built to.
const addPaths = ({ place }, { folder, removed }) => {
    const paths = TEMPORARY.filter(name => !removed.has(name))
        .map(name => ` ${name} ${folder}/${name};`)
        .join('');
    return [{ start: place.end, end: place.end, text: `${paths} access_log ${folder}/logs/all.log;` }];
};
const mapCertificate = (directive, context) => {
    const [arg] = directive.place.args;
    const isKey = directive.name.endsWith('_key');
    if (!context.hasCertificate || !arg)
        return [removeDirective(directive)];
    return [{ ...arg, text: `${context.folder}/${isKey ? 'key' : 'certificate'}.pem` }];
};
// glob(3) takes ".?" for ".." as well.
const mapInclude = (directive, context) => {
    const [value, arg] = [directive.args[0] ?? '', directive.place.args[0]];
    const relative = value.replace(/^\/+(etc|var\/proxy\/staging)\/+nginx\/+/, '');
    const isPlain = !/[*?[]/.test(value);
    const isInside = !/^\/|\\|(^|\/)\.(?!\/)/.test(relative);
    const isAbsent = value.startsWith('/') && isPlain && !context.hasFile(relative);
    if (arg && isInside && !isAbsent)
        return value === relative ? [] : [{ ...arg, text: quote(`${context.folder}/nginx/${relative}`) }];
    return removeAndNote(directive, { ...context, note: (_, where) => context.note(`include ${shorten(value)}`, where) });
};
const FILE_RULES = {
    include: mapInclude,
    http: addPaths,
    access_log: mapLog,
    error_log: mapLog,
    root: mapAbsent,
    alias: mapAbsent,
    auth_basic_user_file: mapAbsent,
    // They make folders, and with them the one that must be absent.
    dav_methods: removeAndNote,
    create_full_put_path: removeAndNote,
};
const FILE_NAME_RULES = [
    [/_temp_path$|_store$/, remove],
    [/_cache_path$/, mapCache],
    [/ssl_(trusted_certificate|client_certificate|certificate|certificate_key)$/, mapCertificate],
    [/ssl_(dhparam|crl|password_file|session_ticket_key|stapling_file|conf_command|ech_file)$/, removeAndNote],
];

/**
 * What becomes of each directive of nginx that names a file, an address or a process: nothing of a bundle may read,
 * write or run anything outside of the trial's folder.
 */
/** Undefined for a directive that stays as it is. */
function findRule(name) {
    if (Object.hasOwn(RULES, name))
        return RULES[name];
    return NAME_RULES.find(([pattern]) => pattern.test(name))?.[1];
}
/** Of the process itself: the command line decides them here. Elsewhere nginx refuses them. */
const removeFromMain = (directive, { isMainFile }) => isMainFile(directive.path) && directive.parent === undefined ? [removeDirective(directive)] : [];
// As the command says it: an ordinary user's nginx only warns, and root's looks the name up.
const mapUser = ({ place }, { isRoot }) => isRoot ? place.args.map((arg, index) => ({ ...arg, text: index === 0 ? 'root' : '' })) : [];
const mapPool = setFirst((_, value) => (/^\d{4,}$/.test(value) ? '1024' : undefined));
const MAIN = ['pid', 'daemon', 'master_process', 'lock_file', 'env', 'working_directory'];
const NOT_TESTED = [
    'load_module',
    'ssl_engine',
    'thread_pool',
    'aio',
    'debug_connection',
    'debug_points',
    'quic_host_key',
    'ssl_ocsp_responder',
    'ssl_stapling_responder',
];
const RULES = {
    ...FILE_RULES,
    ...ADDRESS_RULES,
    user: mapUser,
    worker_connections: mapPool,
    ...Object.fromEntries(MAIN.map(name => [name, removeFromMain])),
    ...Object.fromEntries(NOT_TESTED.map(name => [name, removeAndNote])),
};
const NAME_RULES = [...FILE_NAME_RULES, ...ADDRESS_NAME_RULES];

/**
 * Makes a file of nginx that is meant for an instance loadable in a folder of this machine. Every line stays where it
 * is, so that nginx names the lines of the user's own file.
 */
/** What nginx reads after a mistake of syntax is nothing, so nothing of it is kept. */
function mapNginxFile(file, mapping, { directives, end } = parseNginx(file.text)) {
    const edits = mapBlock({ file, mapping, parent: undefined }, directives);
    return applyEdits(file.text.slice(0, end), edits);
}
/** nginx's words about a directive that was marked as unknown, as they would be without the mark. */
function unmarkUnknown(text) {
    return text.replaceAll(UNKNOWN_MARK, '');
}
/** No module has a directive that begins so: nginx will refuse it, whatever is built into this one. */
const UNKNOWN_MARK = 'preflight:';
/** Their content is data, but for `include`. */
const DATA_BLOCKS = new Set(['map', 'geo', 'types', 'charset_map', 'split_clients']);
/** Removed in nginx 1.25.1, so it depends on the platform's version what becomes of it. */
const OBSOLETE = new Set(['ssl']);
function mapBlock(place, directives) {
    return directives.flatMap(directive => mapDirective(place, directive));
}
function mapDirective(place, directive) {
    const { file, mapping, parent } = place;
    const { name, line, block } = directive;
    const isData = parent !== undefined && DATA_BLOCKS.has(parent.name);
    if (isData && name !== 'include')
        return [];
    const mapped = { ...directive, path: file.path, parent: parent?.name };
    const where = { path: file.path, bundleName: file.bundleName, line };
    if (mapping.removed.has(name) || OPTIONAL_DIRECTIVES.has(name) || mapping.isTooNew(directive, where)) {
        mapping.note(name, where);
        return [removeDirective(directive)];
    }
    if (OBSOLETE.has(name))
        return [removeDirective(directive)];
    if (!KNOWN_DIRECTIVES.has(name))
        return mapUnknown(place, directive);
    const edits = findRule(name)?.(mapped, { ...mapping, where }) ?? [];
    const isRemoved = edits.some(({ start, end }) => start === directive.place.start && end === directive.place.close);
    return isRemoved || !block ? edits : [...edits, ...mapBlock({ ...place, parent: directive }, block)];
}
// What a module of this machine's own nginx may make of the word must not happen. One that the instance may load from
// elsewhere cannot be judged.
function mapUnknown({ file, mapping }, directive) {
    const { name, line, place } = directive;
    if (mapping.mayHaveModules) {
        mapping.note(name, { path: file.path, bundleName: file.bundleName, line });
        return [removeDirective(directive)];
    }
    const isQuoted = /["']/.test(file.text[place.start] ?? '');
    const start = place.start + (isQuoted ? 1 : 0);
    return [{ start, end: start, text: UNKNOWN_MARK }];
}
function applyEdits(text, edits) {
    const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
    let mapped = '';
    let at = 0;
    for (const edit of inOrder) {
        const lineBreaks = text.slice(edit.start, edit.end).replaceAll(/[^\n]/g, '');
        mapped += text.slice(at, edit.start) + edit.text + lineBreaks;
        at = edit.end;
    }
    return mapped + text.slice(at);
}

/** Writes the files of a trial of nginx, mapped for this machine. */
async function writeNginxStage(stage) {
    // Once to know all that is listened on and left out, for what is handed to a listener of nginx's own must get there.
    const first = new Set();
    await mapAll(stage, { notes: first, mayHaveModules: false });
    const needsMore = [...first].some(text => /^"(include|load_module)\b/.test(text));
    const notes = new Set();
    const texts = await mapAll(stage, { notes, mayHaveModules: needsMore });
    for (const [path, text] of texts) {
        stage.signal.throwIfAborted();
        await stage.folder.write(`nginx/${path}`, text);
    }
    return {
        notTested: [...notes],
        needsMore,
        hasVariableTarget: [...notes].some(text => text.startsWith('"a target')),
    };
}
/** What nginx wrote, as it would have said it on the instance, with the file as a path below the proxy's folder. */
function readRefusal(words, stage) {
    const refusal = readNginxRefusal(words);
    if (!refusal)
        return undefined;
    const below = `${stage.folder.path}/nginx/`;
    const file = refusal.file?.startsWith(below) ? refusal.file.slice(below.length) : undefined;
    return { words: unmapNginxWords(refusal.words, stage), file, line: file === undefined ? undefined : refusal.line };
}
/** Keeps what the refusal names out of the next writing, where it is only too new for this nginx. False when that was no news. */
function removeTooNew(refusal, { tooNew }) {
    const found = findTooNew(refusal);
    if (!found)
        return false;
    const [known, names] = found.kind === 'directives'
        ? [tooNew.directives, found.names]
        : found.kind === 'variable'
            ? [tooNew.variables, [found.name]]
            : [tooNew.places, [`${refusal.file}:${refusal.line}`]];
    const news = names.filter(name => !known.has(name));
    for (const name of news)
        known.add(name);
    return news.length > 0;
}
function unmapNginxWords(text, { folder, sockets }) {
    const own = sockets.unmap(unmarkUnknown(unmapNames(text)));
    return own.replaceAll(`${folder.path}/nginx/`, '/etc/nginx/').replaceAll(`${folder.path}/`, '/');
}
async function mapAll(stage, { notes, mayHaveModules }) {
    const { staged, syntax, folder, sockets, hasCertificate, tooNew, signal } = stage;
    const mapping = {
        ...{ ...syntax, folder: folder.path, sockets, hasCertificate, mayHaveModules },
        isRoot: process.getuid?.() === 0,
        removed: tooNew.directives,
        isTooNew: ({ args }, { path, line }) => tooNew.places.has(`${path}:${line}`) || args.some(arg => [...tooNew.variables].some(name => mentions(arg, name))),
        hasFile: path => staged.has(path),
        note: (what, where) => addNote(notes, what, where),
    };
    const texts = new Map();
    for (const [path, file] of staged) {
        await setImmediate$1(undefined, { signal });
        texts.set(path, mapNginxFile(file, mapping, syntax.syntaxes.get(path)));
    }
    return texts;
}
function addNote(notes, what, { bundleName, line }) {
    if (bundleName !== undefined)
        notes.add(`"${what}" in "${bundleName}" line ${line}`);
}

/** Reads what a trial of nginx has to know of its files as a whole. Each is parsed once. */
const MOST_DIRECTIVES = 50_000;
/** Patterns of includes times files. */
const MOST_LOOKS = 500_000;
/** Undefined where there is more than is worth a trial. Throws when the signal says so, between two files. */
async function readStagedFiles(staged, signal) {
    const syntaxes = new Map();
    const [patterns, upstreams] = [new Set(), new Set()];
    let count = 0;
    for (const { path, text } of staged.values()) {
        await setImmediate$1(undefined, { signal });
        const syntax = parseNginx(text);
        syntaxes.set(path, syntax);
        const all = listDirectives(syntax.directives);
        count += all.length;
        for (const pattern of listPatterns(all))
            patterns.add(pattern);
        for (const { args } of all.filter(isUpstream))
            upstreams.add((args[0] ?? '').toLowerCase());
        if (count > MOST_DIRECTIVES || patterns.size * staged.size > MOST_LOOKS)
            return undefined;
    }
    const listIncluded = rememberIncluded([...staged.keys()]);
    const mainFiles = findMainFiles(syntaxes, listIncluded);
    return {
        syntaxes,
        upstreams,
        isMainFile: path => mainFiles.has(path),
        includesListen: pattern => listIncluded(pattern).some(path => syntaxes.get(path)?.directives.some(({ name }) => name === 'listen')),
    };
}
function listPatterns(directives) {
    return directives.filter(({ name }) => name === 'include').map(({ args }) => args[0] ?? '');
}
function isUpstream({ name, block }) {
    return name === 'upstream' && block !== undefined;
}
function rememberIncluded(paths) {
    const known = new Map();
    return pattern => {
        const found = known.get(pattern) ?? paths.filter(path => matchesInclude(pattern, path));
        known.set(pattern, found);
        return found;
    };
}
function findMainFiles(syntaxes, listIncluded) {
    const found = new Set(['nginx.conf']);
    for (const path of found) {
        const tops = syntaxes.get(path)?.directives ?? [];
        for (const included of listPatterns(tops).flatMap(listIncluded))
            found.add(included);
    }
    return found;
}

/** Runs the nginx of this machine on the files of a trial. */
/** In one process, in the foreground, as its only user: it is asked twice, and has no rights to give away. */
function runNginx({ program, folder, signal }, more) {
    const { path } = folder;
    // Before 1.19.5 there was no -e: then nginx says that it cannot open its own log, and goes on.
    const log = program.version.localeCompare('1.19.5', 'en', { numeric: true }) < 0 ? [] : ['-e', join(path, 'logs/all.log')];
    // A test writes the file of its number as well, and leaves it.
    const globals = `daemon off; master_process off; pid ${path}/${more.length > 0 ? 'test' : 'nginx'}.pid;`;
    const args = [...more, '-c', join(path, 'nginx/nginx.conf'), '-p', `${path}/`, ...log, '-g', globals];
    return runProxy({ program: program.path, args, folder: path, signal });
}

/** Tries out nginx's files: the test that the platform makes, a start, and two requests. */
/** Throws the signal's reason, and what the file system says. */
async function tryNginx(trial) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { folder, staged, appPort, answersOnPorts } = trial;
        const syntax = await readStagedFiles(staged, trial.signal);
        if (!syntax)
            return { kind: 'untestable', reason: TOO_MUCH, notes: NO_NOTES };
        await folder.write('logs/all.log', '');
        await folder.write('s/.keep', '');
        const stage = {
            ...{ staged, syntax, folder, signal: trial.signal },
            sockets: makeProxySockets({ folder: join(folder.path, 's'), appPort, answersOnPorts }),
            hasCertificate: await addCertificate(trial),
            tooNew: { directives: new Set(), variables: new Set(), places: new Set() },
        };
        const tested = await testStage(trial, stage);
        if (tested.kind !== 'accepted')
            return tested;
        const apps = stage.sockets.listApps();
        if (apps.length > MOST_APPS)
            return { kind: 'untestable', reason: TOO_MUCH, notes: tested.notes };
        const _apps = __addDisposableResource(env_1, await startStubApp(apps), true);
        return await startAndAsk(trial, stage, tested.notes);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
const TOO_MUCH = 'the files are larger than what is tried out';
const NO_NOTES = { notTested: [], needsMore: false, hasVariableTarget: false };
const MOST_APPS = 1000;
async function addCertificate({ staged, openssl, folder, signal }) {
    if (openssl === undefined || ![...staged.values()].some(({ text }) => text.includes('ssl')))
        return false;
    return await makeCertificate(openssl, folder, signal);
}
const MOST_TESTS = 20;
/** Again without what this nginx is only too old for, or was built without. */
async function testStage(trial, stage) {
    let notes = await writeNginxStage(stage);
    for (let tests = 0; tests < MOST_TESTS; tests += 1) {
        const running = runNginx(trial, ['-t']);
        const code = await running.ended;
        trial.signal.throwIfAborted();
        if (code === 0)
            return { kind: 'accepted', notes };
        const refusal = readRefusal(running.words(), stage);
        const isTooNew = refusal !== undefined && removeTooNew(refusal, stage);
        if (!isTooNew)
            return judge(refusal, { at: 'test', notes, words: running.words() });
        notes = await writeNginxStage(stage);
    }
    return { kind: 'untestable', reason: 'it needs a newer nginx than the one of this machine', notes };
}
function judge(refusal, { at, notes, words }) {
    const isDoubtful = refusal && (isAboutMachine(refusal) || (notes.needsMore && mayComeFromElsewhere(refusal)));
    if (refusal && !isDoubtful)
        return { kind: 'refused', at, refusal, notes };
    const told = refusal?.words ?? words.trim().split('\n').at(0) ?? '';
    const isUndecidable = refusal !== undefined && !isAboutMachine(refusal);
    const why = isUndecidable ? 'what the bundle does not hold may decide' : 'nginx could not work here';
    return { kind: 'untestable', reason: `${why} (${told || 'it said nothing'})`, isUndecidable, notes };
}
async function startAndAsk(trial, stage, notes) {
    const running = runNginx(trial, []);
    try {
        const isRefused = (words) => readNginxRefusal(words) !== undefined;
        const isUp = await waitUntilUp({ ...trial, pidFile: 'nginx.pid', isRefused }, running);
        if (!isUp)
            return judge(readRefusal(running.words(), stage), { at: 'start', notes, words: running.words() });
        const { sockets } = stage;
        const at = MAIN_LISTENERS.map(address => sockets.findListener(address)).find(file => file !== undefined);
        return { kind: 'accepted', answers: await askAll(at, trial), notes };
    }
    finally {
        await running.stop();
    }
}
/** Port 80 of the instance; on Amazon Linux 1, iptables sent it to 8080. */
const MAIN_LISTENERS = ['0.0.0.0:80', '[::]:80', '0.0.0.0:8080'];

/** What a preflight is told, and when there is none to make of it. */
/** Why there is nothing to try out, or nothing that can be. */
function findObstacle({ proxy, files, unreadable }) {
    if (proxy.proxy === 'none' || proxy.proxy === 'iis') {
        return { kind: 'not-needed', reason: "the environment has no nginx or httpd of the platform's" };
    }
    if (proxy.proxy === 'unknown')
        return notRun('the proxy of the platform is not known');
    if (!proxy.tree)
        return notRun("the platform's own proxy files are not known");
    const unread = unreadable.filter(name => files.get(name) === '');
    if (unread.length > 0)
        return notRun(`"${unread[0]}" could not be read`, 'readable-files');
    const sizeBytes = [...files.values()].reduce((sum, text) => sum + text.length, 0);
    if (sizeBytes > LONGEST_TREE_BYTES)
        return notRun('the proxy files are larger than 1 MiB');
    return undefined;
}
const LONGEST_TREE_BYTES = 1024 * 1024;
function notRun(reason, lacks) {
    return { kind: 'not-run', reason, ...(lacks ? { lacks } : {}) };
}

/** Lays out the proxy's files as the platform will: its own tree, the bundle's over it, and what is added. */
/** Undefined where the platform's own files are not known. `extra`: files of the proxy's package, where nobody has others. */
function stageTree(facts, extra) {
    const { tree, overlay } = facts.proxy;
    if (!tree)
        return undefined;
    const staged = new Map();
    for (const [path, text] of [...extra, ...listPlatformFiles(facts.proxy, facts.staticFiles)]) {
        staged.set(path, { path, text, bundleName: undefined });
    }
    const own = [...facts.files, ...facts.additions.map(({ name, text }) => [name, text])];
    for (const [name, text] of own) {
        if (overlay === undefined || !name.startsWith(overlay) || name.endsWith('/'))
            continue;
        const path = name.slice(overlay.length);
        staged.set(path, { path, text, bundleName: name });
    }
    return staged;
}

/** The folder in which a proxy is tried out, with the files as it will load them. */
/** The path of a socket may have 107 bytes, and ours are `PATH/s/12-65535`. */
const LONGEST_PATH = 107 - '/preflight-123456/s/socket-123456'.length;
const PLAIN = /^\/[\w./-]+$/;
/**
 * In the first of `places` that is short and plain enough for sockets and for configuration files. Removed when this
 * process ends, even when it is killed.
 */
async function makeTrialFolder(places) {
    const place = places.find(candidate => PLAIN.test(candidate) && candidate.length <= LONGEST_PATH);
    if (place === undefined)
        return undefined;
    const path = mkdtempSync(join(place, 'preflight-'));
    const watch = watchFolder(path);
    // Workers of root's nginx are somebody else.
    await chmod(path, 0o755);
    return {
        path,
        async write(name, text) {
            const target = join(path, name);
            if (relative(path, target).startsWith('..'))
                throw new Error(`"${name}" leaves its folder`);
            await mkdir(dirname(target), { recursive: true });
            await writeFile(target, text);
        },
        has: name => access(join(path, name)).then(() => true, () => false),
        async remove() {
            await rm(path, { recursive: true, force: true, maxRetries: 3 });
            watch.kill('SIGKILL');
            watch.stdin?.destroy();
        },
    };
}
// Its input is a pipe that only this process holds open. Ctrl-C in a terminal is for us, not for the watcher.
function watchFolder(path) {
    const script = `trap '' INT TERM HUP; cat >/dev/null; rm -rf -- "$1"`;
    const env = { PATH: '/usr/bin:/bin' };
    const child = spawn('/bin/sh', ['-c', script, 'sh', path], { env, cwd: '/', stdio: ['pipe', 'ignore', 'ignore'] });
    child.on('error', () => { }).stdin?.on('error', () => { });
    return child;
}

/**
 * Tries the proxy's files out before anything in AWS is changed: on an instance a broken file comes to light only when
 * the old proxy was stopped and the app replaced.
 */
const LONGEST_MS = 10_000;
/** Throws only the signal's reason. */
async function preflight(facts, means) {
    const obstacle = findObstacle(facts);
    if (obstacle)
        return obstacle;
    const startedMs = means.clock.monotonicMs();
    const timeout = AbortSignal.timeout(LONGEST_MS);
    try {
        const signal = AbortSignal.any([means.signal, timeout]);
        return await tryOut(facts, { ...means, signal }, () => means.clock.monotonicMs() - startedMs);
    }
    catch (error) {
        means.signal.throwIfAborted();
        if (timeout.aborted)
            return notRun(`it took longer than ${LONGEST_MS / 1000} seconds`);
        return notRun(`the files could not be laid out (${error instanceof Error ? error.message : String(error)})`);
    }
}
const PROGRAMS = { nginx: ['nginx'], httpd: ['apache2', 'httpd'] };
async function tryOut(facts, means, elapsedMs) {
    const name = facts.proxy.proxy === 'apache' ? 'httpd' : 'nginx';
    const path = await findProgram(PROGRAMS[name], means.searchPath);
    if (!path || process.platform === 'win32')
        return notRun(`no ${name} is installed on this machine`, 'program');
    const staged = stageTree(facts, name === 'nginx' ? NGINX_PACKAGE : new Map());
    if (!staged)
        return notRun("the platform's own proxy files are not known");
    const [program, folder] = [await describeProgram(path, means.signal), await makeTrialFolder(means.temporaryFolders)];
    if (!folder)
        return notRun('there is no folder for temporary files with a short and plain path');
    try {
        const trial = { ...describeTrial(facts), program, staged, folder, signal: means.signal };
        const openssl = name === 'nginx' ? await findProgram(['openssl'], means.searchPath) : undefined;
        const end = name === 'nginx' ? await tryNginx({ ...trial, openssl }) : await tryHttpd(trial);
        const tried = { program: name, version: program.version, ms: Math.round(elapsedMs()) };
        return toPreflight(end, { facts, staged, tried: { ...tried, notTested: end.notes.notTested } });
    }
    finally {
        await folder.remove();
    }
}
function describeTrial({ proxy: { target }, path, host, furtherPaths = [], }) {
    const appPort = target.kind === 'loopback' ? target.port : undefined;
    return { appPort, answersOnPorts: target.kind !== 'container', path, host, furtherPaths };
}
function toPreflight(end, { facts, staged, tried }) {
    if (end.kind === 'untestable')
        return end.isUndecidable ? { kind: 'undecidable', reason: end.reason } : notRun(end.reason);
    if (end.kind === 'refused') {
        const finding = describeRefusal(end, { staged, known: facts.findings, program: tried.program });
        if (isMadeOnInstance(end, finding, facts)) {
            return { kind: 'undecidable', reason: `only the instance has what "${finding.file}" includes` };
        }
        return { kind: 'refused', ...tried, finding };
    }
    const { get, handshake, further } = end.answers;
    const { target } = facts.proxy;
    const isFastcgi = target.kind === 'socket' && target.protocol === 'fastcgi';
    const findings = findTrialFindings({ ...end, staged, path: facts.path, program: tried.program, isFastcgi });
    const notTested = [...tried.notTested, ...listUntold(end)];
    return { kind: 'passed', ...tried, notTested, get, handshake, further, findings };
}
/** A file is missing that a hook of the bundle makes: the scan knows, and says so in a note about the same place. */
function isMadeOnInstance(end, { file, line }, { findings }) {
    const isMissing = end.kind === 'refused' && /^open\(\) ".*" failed \(2:/.test(end.refusal.words);
    return isMissing && findings.some(note => note.kind === 'note' && note.file === file && note.line === line);
}

/** The proxy files before anything is changed: what the real proxy says of them, and what of that ends the run. */
/**
 * Answers with what of the plan came through the trial. Throws an ActionError where the trial is required and cannot be
 * made; what the proxy refuses is a product.
 */
async function tryProxyFiles(context, { mode, prepared }, products) {
    const done = mode === 'off' ? undefined : await runPreflight(context, prepared);
    const plan = keepAnsweringBeacon(prepared.proxy, done);
    products.proxy = plan;
    products.proxyFileNames = [...prepared.proxySurvey.files.keys(), ...plan.additions.map(({ name }) => name)];
    const { completer } = prepared.proxySurvey;
    Object.assign(products, done && { preflight: done }, judgeProxyFiles({ findings: plan.findings, done, completer }));
    tell(context, products);
    if (mode === 'required' && (done?.kind === 'not-run' || done?.kind === 'undecidable'))
        throw cannotBeTried(done);
    return plan;
}
async function runPreflight(context, { proxy: plan, proxySurvey, handshake }) {
    const { clock, signal, searchPath, temporaryFolder } = context;
    const { host, pathname, search } = new URL(handshake.url);
    const { proxy, files, staticFiles, unreadable } = proxySurvey;
    const { additions, findings, beacon } = plan;
    const facts = {
        ...{ proxy, files, staticFiles, additions, unreadable, findings },
        ...{ path: pathname + search, furtherPaths: beacon ? [beacon.path] : [], host },
    };
    return await preflight(facts, { clock, signal, searchPath, temporaryFolders: [temporaryFolder, tmpdir(), '/tmp'] });
}
function tell({ log }, { preflight: done, refusals = [], notes = [] }) {
    if (!done)
        log.info('The proxy files were not tried out (preflight: off).');
    else if (done.kind !== 'passed' && done.kind !== 'refused')
        log.info(`The proxy files were not tried out: ${done.reason}.`);
    else {
        const { program, version, notTested } = done;
        log.info(`${program} ${version} ${done.kind === 'passed' ? describePassed(done) : describeRefused(refusals)}.`);
        if (notTested.length > 0)
            log.info(`Not tested here: ${notTested.slice(0, 20).join(', ')}.`);
    }
    for (const { message, remedy } of notes)
        log.warning(`${message} ${remedy}`, 'Proxy files');
}
function describePassed({ handshake }) {
    const isOpen = handshake.kind === 'answered' && handshake.status === 101;
    return `took the proxy files${isOpen ? ', and a WebSocket opened through it' : ''}`;
}
function describeRefused(refusals) {
    const isDoubted = refusals.length === 0;
    return `refused the proxy files${isDoubted ? ' as they are here, where something on the instance may change them' : ''}`;
}
function cannotBeTried(untried) {
    return new ActionError({
        code: 'preflight-not-possible',
        message: `'preflight' was "required", and the proxy files could not be tried out: ${toPrintableLine(untried.reason, 500)}.`,
        hint: `${adviseOn(untried)} "preflight: auto", which deploys without a trial where there can be none.`,
    });
}
/** What it needs, where that is known; the beginning of a sentence that goes on with a setting. */
function adviseOn(untried) {
    const lacks = untried.kind === 'not-run' ? untried.lacks : undefined;
    if (lacks === 'program') {
        return 'Install it in a step before this one: sudo apt-get install --no-install-recommends nginx-light (where the environment runs httpd: apache2). Or write';
    }
    if (lacks === 'readable-files')
        return 'Make it a text of less than 256 KiB, and no folder. Or write';
    return 'Write';
}

/** Deploys a version and proves that a client can open a WebSocket to it: the stages, strung together. */
/**
 * Fills `products` stage by stage, so that whoever calls knows how far the run came when this throws.
 * What is wrong with the deployment or the WebSocket is a product, not an error.
 */
async function deploy(context, options, products) {
    const resources = new AsyncDisposableStack();
    try {
        const prepared = await prepare(context, { ...options, resources }, products);
        const isRefused = (products.refusals ?? []).length > 0;
        if (options.request.dryRun || isRefused)
            return;
        const { probe, renew } = options;
        const toAct = (onDeploy) => act(context, { ...prepared, probe, onDeploy }, products);
        await guardDeployment(context, { ...prepared, probe, renew, act: toAct }, products);
    }
    catch (error) {
        await endCancelled(context, options.request, products);
        throw error;
    }
    finally {
        await resources.disposeAsync();
    }
}
/** Reads everything, changes nothing. */
async function prepare(context, { request, workspace, resources, bundle: opened }, products) {
    const stage = stagesOf(context, products);
    const bundle = opened ?? (await stage('Read the source bundle', () => readBundle(context, request.bundle, workspace)));
    if (!opened)
        resources.defer(() => bundle.close());
    const survey = await stage('Survey the environment', () => surveyDeployment(context, request, bundle));
    if (!survey.foreseen)
        products.survey = survey.environment;
    const prepared = await stage('Prepare the source bundle', async () => tellApp(context, await prepareBundle(bundle, survey.environment, request)));
    Object.assign(products, { proxy: prepared.proxy, notes: prepared.proxy.findings, appNotes: prepared.appNotes });
    const proxy = await stage('Try out the proxy files', () => tryProxyFiles(context, { mode: request.preflight, prepared }, products));
    const source = await extendBundle(bundle, proxy.additions);
    resources.defer(() => source.close());
    const plan = await stage('Plan', async () => {
        const bytes = await identifyBytes(context, source, survey.version);
        return tellPlan(context, makePlan(request, { ...survey, ...prepared, proxy, bytes }));
    });
    Object.assign(products, {
        version: plan.version,
        inbound: plan.inbound,
        loadBalancer: plan.loadBalancer,
        plan: reviewPlan(plan),
        creation: plan.update.creation,
    });
    const front = describeFrontAsKnown(plan.loadBalancer.after, proxy.timeouts);
    const { region, environmentName } = request;
    const named = { versionLabel: plan.version.label, region, environmentName };
    const known = { ...describeKnown({ ...prepared, proxy }), ...front, ...named };
    return { request, plan, source, known };
}
async function act(context, prepared, products) {
    const { request, probe } = prepared;
    const stage = stagesOf(context, products);
    const { plan, known, ports, settled } = await runVersion(context, prepared, products);
    const { environmentId } = plan.update;
    if (settled.kind === 'not-waited')
        return;
    const seen = { state: settled.state, atMs: context.clock.monotonicMs() };
    if (settled.kind === 'succeeded') {
        const asked = { ...probe, ...listBeacons(plan) };
        const way = plan.handshake;
        const lookAtPort = () => lookAtWayIn(context, { plan, ports, way });
        const environment = { environmentId, front: plan.loadBalancer.after, instances: settled.instances };
        const facts = {
            plan: plan.handshake,
            probe: asked,
            known: { ...known, ...toKnownPort(ports, way) },
            lookAtPort,
            environment,
            failOn: request.handshake.failOn,
        };
        await stage('Open a WebSocket', () => proveHandshake(context, facts, products));
    }
    // With "fail-on: never" the WebSocket decides nothing, and the health is asked for as ever.
    const isOpenEnough = isAccepted(products) || (products.handshake && request.handshake.failOn === 'never');
    if (isOpenEnough) {
        const minimum = request.minimumHealth;
        const health = await stage('Wait for the health', () => awaitHealth(context, { environmentId, minimum, seen }));
        const { accepted, state } = health;
        Object.assign(products, { health: { accepted, minimum, seen: state.health }, state });
    }
    if (products.health?.accepted && isAccepted(products))
        return await pruneAfterSuccess(context, plan, products);
    await explainFailure(context, { environmentId, beganMs: settled.events[0]?.atMs }, products);
}
function isAccepted({ handshake }) {
    return handshake?.targets.every(target => target.outcome === 'accepted') ?? false;
}

const deploy$1 = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  deploy
}, Symbol.toStringTag, { value: 'Module' }));

export { AbortMultipartUploadCommand as A, FIRST_LOOK_MS as F, ListMultipartUploadsCommand as L, openEventFeed as a, isPreviewKey as b, deleteVersion as c, describeState as d, findPreviewName as e, findStorageLocation as f, isOwnKey as g, isShared as h, isError as i, makeApplicationPrefix as j, findBundleOwner as k, listVersions as l, makePreviewPrefix as m, isNameFree as n, openEventTeller as o, pollUntil as p, deploy as q, readBundle as r, stagesOf as s, readOptionNames as t, unlessDenied as u, deploy$1 as v };
