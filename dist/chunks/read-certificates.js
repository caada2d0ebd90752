import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { A as ActionError } from './untrusted.js';

/** Reads the certificates of the input `ca`, from itself or from a file. */
const PEM = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
/** PEM of one or more certificates; undefined where none are given. Throws an ActionError when there are none in it. */
async function readCertificates(ca, workspace) {
    if (ca === undefined)
        return undefined;
    const isText = ca.includes('-----BEGIN');
    const text = isText ? ca : await readText(ca, workspace);
    const certificates = text.match(PEM) ?? [];
    try {
        for (const certificate of certificates)
            new X509Certificate(certificate);
    }
    catch (cause) {
        throw unreadable(`${isText ? 'The input' : `The file "${ca}"`} held a certificate that could not be read.`, cause);
    }
    if (certificates.length === 0)
        throw unreadable(`The file "${ca}" held no certificate.`);
    return certificates.join('\n');
}
async function readText(path, workspace) {
    try {
        return await readFile(resolve(workspace, path), 'utf8');
    }
    catch (cause) {
        throw unreadable(`The file "${path}" could not be read.`, cause);
    }
}
function unreadable(message, cause) {
    return new ActionError({
        code: 'ca-unreadable',
        message,
        hint: 'Write in \'ca\' the path of a file that holds certificates in PEM form ("-----BEGIN CERTIFICATE-----"), or that text itself.',
        cause,
    });
}

export { readCertificates as r };
