import type { crm } from '@wails/go/models'
import { describe, expect, it } from 'vitest'
import { leadBoxDraft, leadBoxSave, withLabel } from './draft'

const account = { id: 'acct_1', hasSecret: true, smtp: { host: 'smtp.gmail.com' } } as crm.Account

describe('the draft of a mailbox whose mails become cards', () => {
  it('is off, takes nobody as agreed, and begins with the login of an account', () => {
    const draft = leadBoxDraft('prod_1', undefined, account)
    expect(draft).toMatchObject({ active: false, route: { consent: 'unconfirmed' } })
    expect(draft.settings).toMatchObject({ host: 'imap.gmail.com', same: true })
    expect(leadBoxSave(draft)).toMatchObject({ account: 'acct_1', secret: null })
  })

  it('keeps the saved password until another one is typed', () => {
    const fresh = leadBoxDraft('prod_1')
    const box = { ...fresh, id: 'lbox_1', hasSecret: true } as unknown as crm.LeadBox
    expect(leadBoxSave(leadBoxDraft('prod_1', box)).secret).toBeNull()
    const typed = { ...leadBoxDraft('prod_1', box), secret: 'new', newSecret: true }
    expect(leadBoxSave(typed).secret).toBe('new')
  })

  it('takes a label that was found as a rule', () => {
    expect(withLabel(leadBoxDraft('prod_1'), 'Buget').rules.labels).toEqual([
      { labels: ['Buget'], key: '' },
    ])
  })
})
