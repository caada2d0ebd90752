/** What can change behind a target without the target. Pure. */
/** Of the environment, as far as its settings tell. */
function describeEnvironmentFacts({ versionLabel, platform, front, }) {
    const listeners = front.listeners
        .toSorted((a, b) => a.port - b.port)
        .map(({ port, protocol }) => `${port} ${protocol?.toLowerCase() ?? 'unknown'}`);
    return {
        ...(versionLabel === undefined ? {} : { versionLabel }),
        platform: platform.name,
        ...(listeners.length === 0 ? {} : { listeners: listeners.join(', ') }),
    };
}
/** "80 from 0.0.0.0/0, ::/0; 443 from nobody": whom the groups of the entrance admit. */
function describeRules(state) {
    const rules = state
        .filter(({ admitted }) => admitted !== 'unknown')
        .map(({ listenerPorts, sources, groups, admitted }) => {
        const whom = [...sources, ...groups].toSorted().join(', ') || (admitted === 'yes' ? 'all' : 'nobody');
        return `${listenerPorts.join(', ')} from ${whom}`;
    });
    return rules.length === 0 ? {} : { rules: rules.toSorted().join('; ') };
}
/** Of the certificate that the last attempt was shown. */
function describeCertificateFacts({ attempts }) {
    const tls = attempts.at(-1)?.evidence.tls;
    const certificate = tls && tls.kind !== 'timeout' ? tls.certificate : undefined;
    const endMs = Date.parse(certificate?.validTo ?? '');
    return {
        ...(certificate?.fingerprint ? { certificate: certificate.fingerprint } : {}),
        ...(Number.isNaN(endMs) ? {} : { certificateEnds: new Date(endMs).toISOString().slice(0, 10) }),
    };
}

export { describeEnvironmentFacts as a, describeRules as b, describeCertificateFacts as d };
