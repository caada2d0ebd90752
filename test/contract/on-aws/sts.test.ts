import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ContractAccount, openContractAccount } from '../../support/contract-account.ts'

let account: ContractAccount
beforeAll(async () => {
  account = await openContractAccount()
})
afterAll(() => account[Symbol.asyncDispose]())

it('GetCallerIdentity names the account, and the principal in it', async () => {
  const { Account, Arn, UserId } = await account.clients.sts.send(new GetCallerIdentityCommand())
  expect(Account).toMatch(/^\d{12}$/)
  expect(Arn).toMatch(new RegExp(`^arn:aws[a-z-]*:(iam|sts)::${Account}:(root|user/.+|assumed-role/.+/.+)$`))
  expect(UserId).toMatch(/^\S+$/)
})
