/** What the action asks of AWS, and the statement of a policy that allows it: one table for refusals, docs and tests. */

import type { Resource } from './write-statement.ts'

/** A statement of a policy, before the names in its resources are known. */
export interface PermissionStatement {
  /** Its Sid. */
  readonly sid: string
  readonly features: readonly Feature[]
  /** As IAM names them. */
  readonly actions: readonly string[]
  /** That it is for, where another statement has the same action for others; undefined: all. */
  readonly operations?: readonly string[]
  readonly resources: readonly Resource[]
  /** A dry run needs those that read, and no other. */
  readonly access: 'reads' | 'changes'
  /** What becomes of a run to which it is denied: it fails, or tells what it could not find out and goes on. */
  readonly without: 'fails' | 'tells'
  /** Ends the sentence "It is needed to ...". */
  readonly purpose: string
}

/** What of the action somebody uses: each asks for more of AWS. */
export type Feature =
  | 'deploy'
  | 'check'
  | 'inbound-rule'
  | 'load-balanced'
  | 'way-in'
  | 'logs'
  | 'named-bucket'
  | 'keep-versions'
  | 'custom-platform'
  | 'create'
  | 'preview'
  | 'on-cancel'

export const PERMISSIONS: readonly PermissionStatement[] = [
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
    purpose:
      'compare the bytes where the version label is taken, or the bundle there already: the same are not uploaded twice',
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
    purpose:
      'find the security groups of the load balancer, the ports that it listens on, and whose addresses its targets see',
  },
  {
    sid: 'ReadNetwork',
    features: ['way-in', 'preview'],
    actions: ['ec2:DescribeNetworkAcls', 'ec2:DescribeRouteTables'],
    resources: ['any'],
    access: 'reads',
    without: 'tells',
    purpose:
      'say what else keeps clients out where nobody answers, and whether they would reach a preview: network ACLs and routes',
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
]
