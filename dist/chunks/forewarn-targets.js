import { q as quoteForeign } from './untrusted.js';
import { a as toUtcMinute, t as toDuration } from './describe-time.js';
import { b as nameCutters, n as nameTarget } from './handshake-lines.js';
import './known.js';
import './markdown.js';

/** What will break of an environment although it works, in words. Pure. */
function warnOfEnvironment({ platform, oddInstances }) {
    return [...(oddInstances ? [warnOfInstances(oddInstances)] : []), ...(platform ? warnOfPlatform(platform) : [])];
}
function warnOfInstances({ count, ofCount, wantedLabel, description }) {
    const wanted = wantedLabel === undefined ? '' : `, and the environment's version is ${quoteForeign(wantedLabel)}`;
    return {
        kind: 'instances-on-mixed-versions',
        severity: 'warning',
        title: count === ofCount ? 'The instances run another version' : 'The instances run different versions',
        what: `${count} of ${ofCount} ${ofCount === 1 ? 'instance' : 'instances'} did not run the version of the environment: ${description}${wanted}.`,
        remedy: 'Deploy the version once more; where an instance stays behind, replace it by terminating it.',
    };
}
function warnOfPlatform({ branch, version, branchState, isRecommended }) {
    const platform = quoteForeign(branch);
    if (branchState === 'retired' || branchState === 'deprecated') {
        const isRetired = branchState === 'retired';
        return [
            {
                kind: isRetired ? 'platform-retired' : 'platform-deprecated',
                severity: 'warning',
                title: isRetired ? 'AWS has retired the platform' : 'AWS will retire the platform',
                what: isRetired
                    ? `AWS has retired ${platform}: it gets no updates, and no new environment can be made on it.`
                    : `AWS has deprecated ${platform}, and will retire it: then it gets no updates any more.`,
                remedy: 'Move the app to a supported branch: make an environment on it, deploy there, and swap the URLs of both. These are supported: aws elasticbeanstalk list-platform-branches --filters Attribute=LifecycleState,Operator==,Values=supported',
            },
        ];
    }
    if (isRecommended || branchState !== 'supported')
        return [];
    return [
        {
            kind: 'platform-superseded',
            severity: 'note',
            title: 'There is a newer version of the platform',
            what: `Version ${quoteForeign(version)} of ${platform} is not the recommended one any more.`,
            remedy: "Update the platform at a time that suits you, or turn on managed updates in the environment's settings.",
        },
    ];
}

/** What will break although it works: of a target, from what one check has seen of it. Pure. */
/** The sooner it breaks, the earlier it stands. */
function forewarn(seen) {
    const { target, nowMs, outlook = {} } = seen;
    return [
        ...warnOfCertificate(target, nowMs),
        ...warnOfCut(target),
        ...warnOfEnvironment(outlook),
        ...noteLatency(seen),
    ];
}
const DAY_MS = 24 * 3_600_000;
/** Who renews by itself does so earlier: AWS Certificate Manager 45 days before the end, certbot in the last third. */
const LEAD_MS = 21 * DAY_MS;
/** Of its whole life, for those that live for weeks only. */
const LEAD_SHARE = 1 / 4;
function warnOfCertificate({ attempts }, nowMs) {
    const tls = attempts.at(-1)?.evidence.tls;
    if (tls?.kind !== 'secured')
        return [];
    const leftMs = measureLeft(tls.certificate, nowMs);
    if (leftMs === undefined)
        return [];
    const left = toDuration(leftMs);
    return [
        {
            kind: 'certificate-expires-soon',
            severity: 'warning',
            title: `The certificate expires in ${left}`,
            what: `The certificate for ${quoteForeign(tls.certificate.subject)} expires on ${toUtcMinute(nowMs + leftMs)}, in ${left}; from then on no client opens a WebSocket.`,
            remedy: 'Renew it, or look why it was not renewed by itself: AWS Certificate Manager needs the CNAME record of the validation, and a listener that uses the certificate; Let\'s Encrypt needs its timer ("certbot renew").',
        },
    ];
}
/** Undefined while there is time enough, and where its dates cannot be read. */
function measureLeft({ validFrom = '', validTo }, nowMs) {
    const [fromMs, endMs] = [Date.parse(validFrom), Date.parse(validTo)];
    const leadMs = Number.isNaN(fromMs) ? LEAD_MS : Math.min(LEAD_MS, (endMs - fromMs) * LEAD_SHARE);
    const leftMs = endMs - nowMs;
    return leftMs < leadMs ? Math.max(0, leftMs) : undefined;
}
// Whoever answers those pings is alive, and is cut all the same.
function warnOfCut({ cut }) {
    if (!cut?.heartbeat || cut.heartbeat.everySeconds < cut.afterSeconds)
        return [];
    const { protocol, everySeconds, setting } = cut.heartbeat;
    const by = nameCutters(cut);
    return [
        {
            kind: 'cut-between-pings',
            severity: 'warning',
            title: 'Connections are cut between two pings of the app',
            what: `A connection on which nobody speaks is cut after ${cut.afterSeconds} s by ${by}, and ${protocol} breaks the silence only every ${everySeconds} s.`,
            remedy: `Raise the timeout of ${by} to more than ${everySeconds} s, or ${setting ? `lower ${setting} of the app's server` : 'let the app ask more often'}.`,
        },
    ];
}
function noteLatency({ target, ms, usual }) {
    if (target.outcome !== 'accepted' || ms === undefined || !usual || ms <= usual.mostMs)
        return [];
    return [
        {
            kind: 'slower-than-usual',
            severity: 'note',
            title: 'The opening handshake was slower than usual',
            what: `The opening handshake took ${Math.round(ms)} ms; usual are ${usual.medianMs} ms, and more than ${usual.mostMs} ms was not seen lately.`,
            remedy: 'Look at the load of the instances if the next checks are slow, too; a single one says little.',
        },
    ];
}

/** Adds to what became of targets what will become of them, and tells the log. */
function forewarnTargets(context, checked) {
    return checked.map(each => {
        const forewarnings = foresee(context, each);
        for (const { severity, title, what, remedy } of forewarnings) {
            const told = `${nameTarget(each.report)}: ${what} ${remedy}`;
            if (severity === 'warning')
                context.log.warning(told, title);
            else
                context.log.info(`${title}. ${told}`);
        }
        return { ...each, forewarnings };
    });
}
function foresee({ clock, usualOf }, { id, report, outlook }) {
    const usual = usualOf?.(id);
    const ms = report.latency?.totalMs;
    return forewarn({
        ...{ target: report, nowMs: clock.now() },
        ...(outlook ? { outlook } : {}),
        ...(usual ? { usual } : {}),
        ...(ms === undefined ? {} : { ms }),
    });
}

export { forewarnTargets };
