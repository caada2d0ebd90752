/** The directives of httpd, by name in lower case: what becomes of each in a trial. Those with a rule stand in httpd-rules.ts. */

/**
 * Kept as they are. Of the modules that a trial loads: what `httpd -L` lists for 2.4.68, without all that names a file,
 * a program or a host.
 */
export const PLAIN_DIRECTIVES: ReadonlySet<string> = new Set(
  `
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
    .split(/\s+/),
)

/** What the command line decides here, and what only fills the machine. */
export const IGNORED_BY_TRIAL: ReadonlySet<string> = new Set(
  `
  asyncrequestworkerfactor coredumpdirectory defaultruntimedir gracefulshutdowntimeout group hostnamelookups
  listenbacklog listencoresbucketsratio listentcpdeferaccept maxclients maxconnectionsperchild maxrequestsperchild
  maxrequestworkers maxspareservers maxsparethreads minspareservers minsparethreads mutex namevirtualhost pidfile
  rlimitcpu rlimitmem rlimitnproc scoreboardfile serverlimit serverroot startservers threadlimit threadsperchild
  threadstacksize typesconfig user
`
    .trim()
    .split(/\s+/),
)

/** What could run programs, load or read files, listen, go to other hosts or look their names up; and what is of modules that are left out. */
export const UNTRIED_DIRECTIVES: ReadonlySet<string> = new Set(
  `
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
    .split(/\s+/),
)

/** The same, of modules whose directives begin alike, and of modules that packages bring. */
export const UNTRIED_DIRECTIVE =
  /^(SSL|Lua|Dav|DBD|AuthDBM|AuthzDBM|AuthDBD|AuthDigest|AuthnSoc|AuthnCache|Cache|H2|ProxyHC|ProxyExpress|ExtFilter|SSI|XBitHack|Script(Sock|Log|LogLength|LogBuffer)$|CGI|Suexec|MIMEMagic|UserDir|DumpIO|AddModuleInfo|MD[A-Z]|Perl|php_|Wsgi|Passenger|LDAP|AuthLDAP|Authnz|Session|ProxyHTML|ProxyFtp|Heartbeat|xml2|Cookie|Anonymous|Imap)/i
