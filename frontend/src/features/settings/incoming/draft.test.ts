import type { crm } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { imapOf, mailboxDraft, mailboxSave, withTLS } from './draft'

const account = { id: 'acct_1', hasSecret: true, smtp: { host: 'smtp.gmail.com' } } as crm.Account

describe('the draft of a mailbox', () => {
  it.each([
    ['smtp.gmail.com', 'imap.gmail.com'],
    ['smtp.office365.com', 'outlook.office365.com'],
    ['smtp-mail.outlook.com', 'outlook.office365.com'],
    ['mail.atelier.example', 'mail.atelier.example'],
    ['', ''],
  ])('suggests for %s the server %s', (host, want) => expect(imapOf(host)).toBe(want))

  it('begins with the login of its account, and keeps no secret of its own then', () => {
    const draft = mailboxDraft(undefined, account)
    expect(draft.settings).toMatchObject({ host: 'imap.gmail.com', port: 993, same: true })
    expect(mailboxSave(draft)).toMatchObject({ account: 'acct_1', secret: null })
  })

  it('keeps the saved password until another one is typed', () => {
    const box = {
      id: 'mbox_1',
      account: '',
      hasSecret: true,
      settings: { ...mailboxDraft().settings, user: 'office' },
    } as crm.Mailbox
    const draft = mailboxDraft(box)
    expect(mailboxSave(draft).secret).toBeNull()
    expect(mailboxSave({ ...draft, secret: 'new', newSecret: true }).secret).toBe('new')
  })

  it('follows another protection with its port, unless the port is unusual', () => {
    const { settings } = mailboxDraft()
    expect(withTLS(settings, 'starttls').port).toBe(143)
    expect(withTLS({ ...settings, port: 10993 }, 'starttls').port).toBe(10993)
  })
})
