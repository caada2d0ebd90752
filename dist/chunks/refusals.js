import { q as quoteForeign, c as toShellWord, A as ActionError, a as toPrintableLine } from './untrusted.js';
import { t as toDuration } from './describe-time.js';
import { l as listFew } from './list-few.js';
import { Readable, pipeline, Transform } from 'node:stream';

/** How old the job's credentials are, as far as that is known: the keys themselves do not tell. */
function watchCredentials(clock) {
    let sinceMs;
    return credentials => ({
        accept: () => {
            sinceMs ??= clock.monotonicMs();
        },
        async read() {
            const acceptedForMs = sinceMs === undefined ? undefined : clock.monotonicMs() - sinceMs;
            const { expiration: expiresAt } = await credentials().catch(() => ({ expiration: undefined }));
            return { acceptedForMs, expiresAt };
        },
    });
}
/** " They had been accepted for 1 h 2 min, and were good until 2026-11-26 12:00:00 UTC."; empty where nothing is known. */
function describeAge({ acceptedForMs, expiresAt }) {
    const told = [
        ...(acceptedForMs === undefined ? [] : [`had been accepted for ${toDuration(acceptedForMs)}`]),
        ...(expiresAt ? [`were good until ${expiresAt.toISOString().slice(0, 19).replace('T', ' ')} UTC`] : []),
    ];
    return told.length > 0 ? ` They ${told.join(', and ')}.` : '';
}

/** An answer of AWS is read within bounds, and one that cannot be read is told from a bug of ours. */
/** AWS answered, but not with what the operation answers. The cause says where reading it ended. */
class UnreadableAnswer extends Error {
    /** What stands between may have passed by the next attempt: the SDK's own word for an error that is retried. */
    $retryable = { throttling: false };
    constructor(cause) {
        super(cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause), { cause });
        this.name = 'UnreadableAnswer';
    }
}
/** The largest real answers (a thousand events, all settings of an environment) are a quarter of this. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;
const LIMIT_STEP = { step: 'deserialize', priority: 'low', name: 'limitAnswer' };
/** Next to the network: the SDK collects a body whole, however long it is. */
function limitAnswer() {
    return (next) => async (args) => {
        const result = await next(args);
        const response = result.response;
        if (response.body instanceof Readable) {
            // What goes wrong with the body is seen by whoever reads the limited one.
            response.body = pipeline(response.body, openLimit(), () => undefined);
        }
        return result;
    };
}
const EXPLAIN_STEP = { step: 'deserialize', priority: 'high', name: 'explainAnswer' };
/** Around the SDK's own reading: what it throws that neither AWS said nor the network caused is the answer's fault. */
function explainAnswer() {
    return (next) => async (args) => {
        try {
            return await next(args);
        }
        catch (error) {
            throw isKnown(error) ? error : new UnreadableAnswer(error);
        }
    };
}
/** What AWS said itself, or the system about the connection: ECONNRESET, but not HPE_HEADER_OVERFLOW of Node's parser. */
function isKnown(error) {
    if (!(error instanceof Error))
        return false;
    const code = 'code' in error ? String(error.code) : '';
    return '$fault' in error || error.name === 'TimeoutError' || /^E(?!RR_|PROTO)[A-Z_]+$/.test(code);
}
function openLimit() {
    let sizeBytes = 0;
    return new Transform({
        transform(chunk, _encoding, done) {
            sizeBytes += chunk.length;
            if (sizeBytes > MAX_ANSWER_BYTES)
                done(new UnreadableAnswer(`more than ${MAX_ANSWER_BYTES} bytes came`));
            else
                done(null, chunk);
        },
    });
}

/** What is said when the job's credentials are missing, over, or not AWS's. */
function missingCredentials(operation) {
    return {
        code: 'credentials-missing',
        message: `${operation} could not be asked: the job has no AWS credentials.`,
        hint: 'Add a step before this one: "uses: aws-actions/configure-aws-credentials@v6" with role-to-assume and aws-region, and "permissions: { id-token: write, contents: read }" to the job.',
    };
}
function expiredCredentials(error, { operation, age }) {
    return {
        code: 'credentials-expired',
        message: `AWS refused ${operation}: the credentials of the job have expired, or the runner's clock is wrong (${quoteForeign(error.message)}).${age ? describeAge(age) : ''}`,
        hint: 'Set role-duration-seconds of aws-actions/configure-aws-credentials to more than the job takes, or move that step right before this one.',
    };
}
function rejectedCredentials(error, operation) {
    return {
        code: 'credentials-rejected',
        message: `AWS did not accept the credentials for ${operation}: ${quoteForeign(error.name)} (${quoteForeign(error.message)}).`,
        hint: 'Check role-to-assume in the step of aws-actions/configure-aws-credentials, and that no AWS_ACCESS_KEY_ID of another account is set in the job.',
    };
}

/** What the action asks of AWS, and the statement of a policy that allows it: one table for refusals, docs and tests. */
const PERMISSIONS = [
    {
        sid: 'FindEnvironment',
        features: ['deploy', 'check'],
        actions: ['elasticbeanstalk:DescribeEnvironments'],
        resources: ['environments'],
        access: 'reads',
        without: 'fails',
        purpose: 'find the environment, and to see its status while it is updated',
    },
    {
        sid: 'ReadSettings',
        features: ['deploy', 'check'],
        actions: ['elasticbeanstalk:DescribeConfigurationSettings'],
        resources: ['environment', 'base'],
        access: 'reads',
        without: 'tells',
        purpose: 'know its proxy, its listeners and its load balancer',
    },
    {
        sid: 'ListApplications',
        features: ['deploy', 'check'],
        actions: ['elasticbeanstalk:DescribeApplications'],
        resources: ['any'],
        access: 'reads',
        without: 'tells',
        purpose: 'say which applications there are where the one that was named is missing',
    },
    {
        sid: 'ReadVersions',
        features: ['deploy'],
        actions: ['elasticbeanstalk:DescribeApplicationVersions'],
        resources: ['versions'],
        access: 'reads',
        without: 'fails',
        purpose: 'know whether the version label is taken, and when the version can be deployed',
    },
    {
        sid: 'FindStorage',
        features: ['deploy'],
        actions: ['elasticbeanstalk:CreateStorageLocation'],
        resources: ['any'],
        access: 'changes',
        without: 'fails',
        purpose: "learn the name of Beanstalk's own bucket, which it makes where it is missing",
    },
    {
        sid: 'UploadBundle',
        features: ['deploy'],
        actions: ['s3:PutObject'],
        resources: ['objects'],
        access: 'changes',
        without: 'fails',
        purpose: 'upload the source bundle',
    },
    {
        sid: 'TakeBackUpload',
        features: ['deploy'],
        actions: ['s3:AbortMultipartUpload', 's3:ListBucketMultipartUploads'],
        resources: ['objects', 'bucket'],
        access: 'changes',
        without: 'tells',
        purpose: 'take back the parts of a large source bundle when their upload fails or is cancelled',
    },
    {
        sid: 'CompareBundle',
        features: ['deploy'],
        actions: ['s3:GetObject'],
        resources: ['objects'],
        access: 'reads',
        without: 'tells',
        purpose: 'compare the bytes where the version label is taken, or the bundle there already: the same are not uploaded twice',
    },
    {
        sid: 'CreateVersion',
        features: ['deploy'],
        actions: ['elasticbeanstalk:CreateApplicationVersion'],
        resources: ['application', 'versions'],
        access: 'changes',
        without: 'fails',
        purpose: 'make the application version',
    },
    {
        sid: 'UpdateEnvironment',
        features: ['deploy'],
        actions: ['elasticbeanstalk:UpdateEnvironment'],
        resources: ['environment'],
        access: 'changes',
        without: 'fails',
        purpose: 'deploy the version',
    },
    {
        sid: 'ReadEvents',
        features: ['deploy'],
        actions: ['elasticbeanstalk:DescribeEvents'],
        resources: ['environment'],
        access: 'reads',
        without: 'tells',
        purpose: 'tell what happens while the environment is updated, and why a deployment failed',
    },
    {
        sid: 'FindInstances',
        features: ['deploy', 'check', 'inbound-rule'],
        actions: ['elasticbeanstalk:DescribeEnvironmentResources'],
        resources: ['environment'],
        access: 'reads',
        without: 'tells',
        purpose: 'find the instances of the environment, how many there are, and its load balancer',
    },
    {
        sid: 'ReadSecurityGroups',
        features: ['inbound-rule', 'preview'],
        actions: [
            'ec2:DescribeInstances',
            'ec2:DescribeSecurityGroups',
            'ec2:GetManagedPrefixListEntries',
            'ec2:DescribeNetworkInterfaces',
        ],
        resources: ['any'],
        access: 'reads',
        without: 'tells',
        purpose: 'find the security group that faces the internet, whom it admits, and who else uses it',
    },
    {
        sid: 'ReadLoadBalancer',
        features: ['load-balanced'],
        actions: [
            'elasticloadbalancing:DescribeLoadBalancers',
            'elasticloadbalancing:DescribeListeners',
            'elasticloadbalancing:DescribeTargetGroups',
            'elasticloadbalancing:DescribeTargetGroupAttributes',
        ],
        resources: ['any'],
        access: 'reads',
        without: 'tells',
        purpose: 'find the security groups of the load balancer, the ports that it listens on, and whose addresses its targets see',
    },
    {
        sid: 'ReadNetwork',
        features: ['way-in', 'preview'],
        actions: ['ec2:DescribeNetworkAcls', 'ec2:DescribeRouteTables'],
        resources: ['any'],
        access: 'reads',
        without: 'tells',
        purpose: 'say what else keeps clients out where nobody answers, and whether they would reach a preview: network ACLs and routes',
    },
    {
        sid: 'AddInboundRule',
        features: ['inbound-rule'],
        actions: ['ec2:AuthorizeSecurityGroupIngress'],
        resources: ['security-groups'],
        access: 'changes',
        without: 'fails',
        purpose: "open the port where nothing at all is admitted, and for what 'allow-from' names",
    },
    {
        sid: 'ReadHealth',
        features: ['deploy'],
        actions: ['elasticbeanstalk:DescribeEnvironmentHealth'],
        resources: ['environment'],
        access: 'reads',
        without: 'tells',
        purpose: 'say after a failure why the environment is not healthy',
    },
    {
        sid: 'ReadInstances',
        features: ['deploy', 'check'],
        actions: ['elasticbeanstalk:DescribeInstancesHealth'],
        resources: ['environment'],
        access: 'reads',
        without: 'tells',
        purpose: 'see which version each instance has, and say after a failure why instances are not healthy',
    },
    {
        sid: 'ReadLogs',
        features: ['logs'],
        actions: ['elasticbeanstalk:RequestEnvironmentInfo', 'elasticbeanstalk:RetrieveEnvironmentInfo'],
        resources: ['environment'],
        access: 'changes',
        without: 'tells',
        purpose: "show the last lines of the instances' logs after a failure",
    },
    {
        sid: 'FindLeftBundles',
        features: ['preview'],
        actions: ['s3:ListBucket'],
        operations: ['s3:ListObjectsV2'],
        resources: ['bucket'],
        access: 'reads',
        without: 'tells',
        purpose: 'find source bundles of previews whose version is gone',
    },
    {
        sid: 'FindBucket',
        features: ['named-bucket'],
        actions: ['s3:ListBucket'],
        resources: ['bucket'],
        access: 'reads',
        without: 'fails',
        purpose: "find the bucket of 's3-bucket-name'",
    },
    {
        sid: 'CreateBucket',
        features: ['named-bucket'],
        actions: ['s3:CreateBucket'],
        resources: ['bucket'],
        access: 'changes',
        without: 'fails',
        purpose: 'make it where it is missing',
    },
    {
        sid: 'PruneVersions',
        features: ['keep-versions', 'preview'],
        actions: ['elasticbeanstalk:DeleteApplicationVersion', 's3:DeleteObject'],
        resources: ['versions', 'objects'],
        access: 'changes',
        without: 'tells',
        purpose: 'delete old versions and those of previews, with their source bundles',
    },
    {
        sid: 'ReadPlatform',
        features: ['custom-platform', 'check'],
        actions: ['elasticbeanstalk:DescribePlatformVersion'],
        resources: ['platforms'],
        access: 'reads',
        without: 'tells',
        purpose: 'know what a custom platform is made of, and whether AWS has retired the platform of a check',
    },
    {
        sid: 'ListPlatforms',
        features: ['create'],
        actions: ['elasticbeanstalk:ListAvailableSolutionStacks', 'elasticbeanstalk:ListPlatformVersions'],
        resources: ['any'],
        access: 'reads',
        without: 'tells',
        purpose: 'know whether the platform that was named is there, and which are like it',
    },
    {
        sid: 'CheckName',
        features: ['create', 'preview'],
        actions: ['elasticbeanstalk:CheckDNSAvailability'],
        resources: ['any'],
        access: 'reads',
        without: 'tells',
        purpose: "know whether the host name of 'cname-prefix', or of a preview, is free, before anything is made",
    },
    {
        sid: 'CreateApplication',
        features: ['create'],
        actions: ['elasticbeanstalk:CreateApplication'],
        resources: ['application'],
        access: 'changes',
        without: 'fails',
        purpose: 'make the application where it is missing',
    },
    {
        sid: 'CreateEnvironment',
        features: ['create', 'preview'],
        actions: ['elasticbeanstalk:CreateEnvironment'],
        resources: ['environment'],
        access: 'changes',
        without: 'fails',
        purpose: 'make the environment where it is missing',
    },
    {
        sid: 'ReadTags',
        features: ['preview'],
        actions: ['elasticbeanstalk:ListTagsForResource'],
        resources: ['environments', 'versions'],
        access: 'reads',
        without: 'fails',
        purpose: 'know whether the base is one of production, and which environments and versions are previews, and whose',
    },
    {
        sid: 'CountAddresses',
        features: ['preview'],
        actions: ['ec2:DescribeAddresses', 'ec2:DescribeAccountAttributes'],
        resources: ['any'],
        access: 'reads',
        without: 'tells',
        purpose: 'know whether there is an Elastic IP address left for a preview, before it is made',
    },
    {
        // The reference says of it that it is for tags that are added later, and not whether tags of what is created ask for it.
        sid: 'AddTags',
        features: ['preview'],
        actions: ['elasticbeanstalk:AddTags'],
        resources: ['environment', 'versions'],
        access: 'changes',
        without: 'fails',
        purpose: 'give previews and their versions the tags by which they are found again',
    },
    {
        sid: 'TerminateEnvironment',
        features: ['preview'],
        actions: ['elasticbeanstalk:TerminateEnvironment'],
        resources: ['environment'],
        access: 'changes',
        without: 'fails',
        purpose: 'remove a preview',
    },
    {
        sid: 'AbortUpdate',
        features: ['on-cancel'],
        actions: ['elasticbeanstalk:AbortEnvironmentUpdate'],
        resources: ['environment'],
        access: 'changes',
        without: 'tells',
        purpose: 'stop the update of this run when the job is cancelled',
    },
];

/** What of the table of permissions an operation needs. */
/** The statement that allows the operation; undefined where the table has none. */
function findPermission(operation) {
    const action = toPermission(operation);
    return PERMISSIONS.find(({ actions, operations }) => actions.includes(action) && (operations?.includes(operation) ?? true));
}
/** Permissions that are not called as their operation (Service Authorization Reference, Amazon S3). */
const NAMES_IN_POLICIES = {
    's3:HeadBucket': 's3:ListBucket',
    's3:ListObjectsV2': 's3:ListBucket',
    's3:HeadObject': 's3:GetObject',
    's3:CreateMultipartUpload': 's3:PutObject',
    's3:UploadPart': 's3:PutObject',
    's3:CompleteMultipartUpload': 's3:PutObject',
    's3:ListMultipartUploads': 's3:ListBucketMultipartUploads',
};
/** As policies name the operation. */
function toPermission(operation) {
    return NAMES_IN_POLICIES[operation] ?? operation;
}

/** Which partition of AWS a region belongs to: the second part of its ARNs. */
// Source: the partitions of AWS's own endpoint data (botocore, data/partitions.json): the regionRegex of each.
const PARTITIONS = [
    { begins: 'cn-', partition: 'aws-cn' },
    { begins: 'us-gov-', partition: 'aws-us-gov' },
    { begins: 'us-isob-', partition: 'aws-iso-b' },
    { begins: 'us-isof-', partition: 'aws-iso-f' },
    { begins: 'us-iso-', partition: 'aws-iso' },
    { begins: 'eu-isoe-', partition: 'aws-iso-e' },
    { begins: 'eusc-', partition: 'aws-eusc' },
];
/** "aws" for every region that no other partition has. */
function partitionOf(region) {
    return PARTITIONS.find(({ begins }) => region.startsWith(begins))?.partition ?? 'aws';
}

/** A statement of the table of permissions as it stands in a policy, with the names of one environment. */
/** Without a bucket's name it is Beanstalk's own that is meant. */
function writeStatement(statement, names) {
    const { sid, actions, resources } = statement;
    return { Sid: sid, Effect: 'Allow', Action: actions, Resource: resources.flatMap(resource => ARNS[resource](names)) };
}
const ARNS = {
    application: (names) => toBeanstalkArn(names, `application/${names.application ?? '*'}`),
    versions: (names) => toBeanstalkArn(names, `applicationversion/${names.application ?? '*'}/*`),
    environment: (names) => toBeanstalkArn(names, `environment/${names.application ?? '*'}/${names.environment ?? '*'}`),
    base: (names) => names.base === undefined ? [] : [toBeanstalkArn(names, `environment/${names.application ?? '*'}/${names.base}`)],
    environments: (names) => toBeanstalkArn(names, `environment/${names.application ?? '*'}/*`),
    // AWS's own platforms belong to no account, and their ARNs name none.
    platforms: (names) => toBeanstalkArn({ ...names, account: '*' }, 'platform/*'),
    bucket: (names) => toBucketArn(names),
    objects: (names) => `${toBucketArn(names)}/*`,
    'security-groups': ({ region, account = '*' }) => `arn:${partitionOf(region)}:ec2:${region}:${account}:security-group/*`,
    any: () => '*',
};
function toBeanstalkArn({ region, account = '*' }, resource) {
    return `arn:${partitionOf(region)}:elasticbeanstalk:${region}:${account}:${resource}`;
}
function toBucketArn({ region, account = '*', bucket }) {
    return `arn:${partitionOf(region)}:s3:::${bucket ?? `elasticbeanstalk-${region}-${account}`}`;
}

/** What a policy lacks where AWS denied a request, as a statement to paste. */
/** The statement to paste, with the names of the request and of the run. docs/permissions.md has them all. */
function writePermission({ operation, region, input = {}, names }) {
    const statement = findPermission(operation);
    if (statement === undefined)
        return JSON.stringify({ Effect: 'Allow', Action: toPermission(operation), Resource: '*' });
    const text = (name) => {
        const value = input[name];
        return typeof value === 'string' ? value : undefined;
    };
    const application = text('ApplicationName') ?? names?.application;
    const environment = text('EnvironmentName') ?? names?.environment;
    const actions = 'Tags' in input ? [...statement.actions, 'elasticbeanstalk:AddTags'] : statement.actions;
    return JSON.stringify(writeStatement({ ...statement, actions }, { region, application, environment, bucket: text('Bucket') }));
}

/** AWS denied a request: in which policy, and what would allow it. */
function describeDenial({ message }, request) {
    const { operation } = request;
    const text = message.replace(ENCODED, '');
    return {
        code: 'permission-denied',
        message: `${tellDenied([operation])}: ${quoteForeign(text)}.`,
        hint: `${tellWhere(text)}: ${writePermission(request)}`,
        operation,
    };
}
/** What is not known for these reasons, as sentences: each statement that is missing once, for all that it allows. */
function explainRefusals(refusals) {
    const hints = new Set(refusals.map(({ hint }) => hint));
    return [...hints].flatMap(hint => {
        const same = refusals.filter(refusal => refusal.hint === hint);
        const operations = same.flatMap(({ operation }) => operation ?? []);
        if (operations.length < same.length)
            return [...new Set(same.map(({ message }) => message))];
        return `${tellDenied([...new Set(operations)])}. ${hint}`;
    });
}
function tellDenied(operations) {
    return `AWS denied ${listFew(operations)} to the role of this job`;
}
/** For `aws sts decode-authorization-message`: a thousand characters and more, in which nobody can read anything. */
const ENCODED = /\.? Encoded authorization failure message: .*$/s;
/**
 * The text only chooses the words.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
function tellWhere(text) {
    const [, explicit] = /with an explicit deny in an? ((?:[\w-]+ ){0,3}policy|permissions boundary)/i.exec(text) ?? [];
    if (explicit)
        return `Take the statement out that denies it, in the ${explicit} that AWS speaks of (a statement that allows it does not help as long as that stands), and allow it in the role's policy`;
    const [, bound] = /because no (permissions boundary|session policy|service control policy|resource control policy|VPC endpoint policy) allows/i.exec(text) ?? [];
    return bound ? `Allow it in the ${bound}, too, not only in the role's policy` : "Allow it in the role's policy";
}

/** Writes a command of the `aws` command line, to be pasted into a shell. Pure. */
/** `words`: service, operation and options. Whoever pastes it may have another region set, or none. */
function writeCommand(region, words) {
    return `aws ${words} --region ${toShellWord(region)}`;
}

/** An account that has no room for what was to be made: which quota that is, and how to make room. */
const ASK = 'ask for more under "AWS Elastic Beanstalk" in the Service Quotas console';
const BUCKETS = {
    things: 'S3 buckets',
    makeRoom: () => "Delete those that nobody needs, or write one that there is in 's3-bucket-name'.",
};
/** Error code -> what there are too many of. That of versions is told where one is made. */
const QUOTAS = {
    TooManyEnvironmentsException: {
        things: 'environments',
        makeRoom: region => `Terminate those that nobody needs (${writeCommand(region, 'elasticbeanstalk describe-environments')} lists them all), or ${ASK}.`,
    },
    TooManyApplicationsException: {
        things: 'applications',
        makeRoom: region => `Delete those that nobody needs (${writeCommand(region, 'elasticbeanstalk describe-applications')} lists them all), or ${ASK}.`,
    },
    TooManyBucketsException: BUCKETS,
    TooManyBuckets: BUCKETS,
};
/** Undefined for an error that is about something else. */
function describeFullAccount(error, operation, region) {
    const quota = Object.hasOwn(QUOTAS, error.name) ? QUOTAS[error.name] : undefined;
    return (quota && {
        code: 'account-full',
        message: `The account has no room for more ${quota.things} in ${region}: AWS refused ${operation} (${quoteForeign(error.message)}).`,
        hint: quota.makeRoom(region),
    });
}

/** AWS said no for a reason that a person can remove: its error becomes an ActionError that says how. */
/**
 * An ActionError for every answer of AWS that is a refusal, and for AWS not answering. `isAwsError` still recognises
 * the answer in it. Anything else (a bug, the end of the run) comes back as it is.
 */
function toActionError(error, request) {
    if (!(error instanceof Error) || error instanceof ActionError)
        return error;
    const parts = describeRefusal(error, request);
    return parts ? new ActionError({ ...parts, cause: error }) : error;
}
/** Was this operation denied to the caller (and not merely failed)? */
function isDenied(error) {
    return error instanceof ActionError && error.code === 'permission-denied';
}
/** What went wrong, for a run that goes on without; after a denial with the statement that would allow it. */
function explainRefusal(error) {
    return isDenied(error) ? `${error.message} ${error.hint}` : error.message;
}
/** Did AWS answer with this error code? Codes are stable; texts are not. */
function isAwsError(error, ...names) {
    return error instanceof ActionError && error.cause instanceof Error && names.includes(error.cause.name);
}
/**
 * Did AWS answer that it will not? False where an answer is missing, of an attempt before the last one, too, or cannot be
 * read, and for 5xx: then it may have been carried out.
 */
function isRefused(error) {
    if (!(error instanceof ActionError))
        return false;
    const { httpStatusCode: status = 0, attempts = 1 } = error.cause?.$metadata ?? {};
    if (['credentials-missing', 'permission-denied'].includes(error.code))
        return true;
    const isAnswered = error.code !== 'aws-unreachable' && !(error.cause instanceof UnreadableAnswer);
    return isAnswered && attempts === 1 && status >= 300 && status < 500;
}
/** Can the same request succeed a moment later? True for throttling, 5xx, the network and what it has garbled; false for an answer. */
function isTransient(error) {
    if (!(error instanceof ActionError))
        return false;
    return ['aws-unavailable', 'aws-unreachable'].includes(error.code) || error.cause instanceof UnreadableAnswer;
}
/** Was it one request too many? */
function isThrottled(error) {
    return isAwsError(error, ...BUSY.filter(name => name !== 'ServiceUnavailable'));
}
/** Did AWS answer that the credentials are over, before anybody made an ActionError of it? */
function isExpired(error) {
    return error instanceof Error && EXPIRED.includes(error.name);
}
/** Did something come that is no answer of the operation? */
function isUnreadable(error) {
    return error instanceof ActionError && error.code === 'aws-answer-unreadable';
}
const DENIED = ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'InsufficientPrivilegesException'];
const NO_CREDENTIALS = ['CredentialsProviderError', 'MissingAuthenticationToken', 'MissingAuthenticationTokenException'];
const EXPIRED = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'RequestTimeTooSkewed'];
const UNKNOWN_KEY = ['InvalidClientTokenId', 'InvalidAccessKeyId', 'UnrecognizedClientException'];
const WRONG_SIGNATURE = ['SignatureDoesNotMatch', 'AuthFailure', 'IncompleteSignature', 'InvalidSignatureException'];
const BUSY = ['Throttling', 'ThrottlingException', 'RequestLimitExceeded', 'SlowDown', 'ServiceUnavailable'];
/** The system's codes for a connection: ECONNREFUSED, EHOSTDOWN, ENETUNREACH, EAI_AGAIN and their kin. */
const UNREACHABLE = /^E(AI_|CONN|HOST|NET|ADDRNOTAVAIL|NOTFOUND|PIPE|TIMEDOUT)/;
function describeRefusal(error, request) {
    const { operation, region } = request;
    const status = error.$metadata?.httpStatusCode ?? 0;
    if (DENIED.includes(error.name) || (error.name === 'Unknown' && status === 403))
        return describeDenial(error, request);
    if (NO_CREDENTIALS.includes(error.name))
        return missingCredentials(operation);
    if (isExpired(error))
        return expiredCredentials(error, request);
    if (UNKNOWN_KEY.includes(error.name) || WRONG_SIGNATURE.includes(error.name))
        return rejectedCredentials(error, operation);
    if (error.name === 'TimeoutError' || UNREACHABLE.test(error.code ?? ''))
        return unreachable(error, request);
    if (error instanceof UnreadableAnswer)
        return unreadable(error, request);
    if ((status === 301 && operation.startsWith('s3:')) || error.name === 'PermanentRedirect')
        return wrongBucketRegion(request);
    if (BUSY.includes(error.name) || status >= 500) {
        return {
            code: 'aws-unavailable',
            message: `AWS did not carry out ${operation} in ${region}: it answered ${quoteForeign(error.name)} to every attempt (${quoteForeign(error.message)}).`,
            hint: 'Run the job again in a few minutes; raise max-retries and retry-delay if other jobs use the account at the same time.',
        };
    }
    if (status >= 400)
        return describeFullAccount(error, operation, region) ?? refused(error, request);
    // Neither a success nor a failure that AWS knows: a redirect, say.
    return status > 0 ? unreadable(new Error(`it was HTTP ${status}`), request) : undefined;
}
function unreadable(error, { operation, region }) {
    return {
        code: 'aws-answer-unreadable',
        message: `The answer to ${operation} in ${region} could not be read: ${quoteForeign(error.message)}.`,
        hint: 'Run the job again. If it happens again, look for a proxy between the runner and AWS (AWS_ENDPOINT_URL, HTTPS_PROXY).',
    };
}
function refused(error, { operation, region }) {
    return {
        code: 'aws-refused',
        message: `AWS refused ${operation} in ${region}: ${quoteForeign(error.name)}, ${quoteForeign(error.message)}.`,
        hint: `Look up ${quoteForeign(error.name)} in the reference of ${operation}, and check the inputs that it speaks of.`,
    };
}
function wrongBucketRegion({ operation, region }) {
    return {
        code: 'bucket-elsewhere',
        message: `${operation} was answered by another region than "${region}": the bucket lies there.`,
        hint: "Write a bucket of this region in 's3-bucket-name', or leave the line out to use the bucket of Beanstalk itself.",
    };
}
function unreachable(error, { operation, region }) {
    return {
        code: 'aws-unreachable',
        message: `${operation} could not reach AWS in the region "${region}" (${toPrintableLine(error.code ?? error.name, 60)}).`,
        hint: "Check 'aws-region' for a typo; on a self-hosted runner, check that it may open https connections to AWS.",
    };
}

export { EXPLAIN_STEP as E, LIMIT_STEP as L, UnreadableAnswer as U, explainRefusals as a, writeCommand as b, isAwsError as c, isDenied as d, explainRefusal as e, isTransient as f, isUnreadable as g, isThrottled as h, isRefused as i, isExpired as j, explainAnswer as k, limitAnswer as l, partitionOf as p, toActionError as t, watchCredentials as w };
