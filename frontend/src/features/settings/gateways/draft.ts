import type { api, crm } from '@wails/go/models'

/** What an account for SMS adds to the draft. */
export interface GatewayDraft {
  twilio: crm.TwilioSettings
  vonage: crm.VonageSettings
  android: crm.AndroidSettings
  smpp: crm.SMPPSettings
  gammu: crm.GammuSettings
  sms: crm.SMSSettings
  /** The secret that signs what the provider sends here, as it was typed now. */
  hooked: string
  newHooked: boolean
  hasHooked: boolean
  /** Of the address for the provider; '' before the account was saved. */
  hookPath: string
}

/** The rules of the kind gateway that most accounts leave empty. */
export const noRules = {
  failPath: '',
  stopValues: '',
  takenValues: '',
  balanceUrl: '',
  balancePath: '',
  receiptId: '',
  receiptStatus: '',
  delivered: '',
  failed: '',
  expired: '',
  textFrom: '',
  textBody: '',
  textId: '',
}

/** The draft of what a new account for SMS has, or one that is there. */
export function gatewayDraft(kind: string, a: crm.Account | undefined): GatewayDraft {
  const local = kind === 'android'
  return {
    twilio: a?.twilio ?? { accountSid: '' },
    vonage: a?.vonage ?? { apiKey: '', signature: 'none' },
    android: a?.android ?? { url: '', user: 'sms', sim: 0 },
    smpp: a?.smpp ?? {
      host: '',
      port: 2775,
      tls: false,
      systemId: '',
      systemType: '',
      alphabet: 'gsm',
      long: 'udh',
      window: 10,
    },
    gammu: a?.gammu ?? {
      outbox: '/var/spool/gammu/outbox',
      sent: '/var/spool/gammu/sent',
      error: '/var/spool/gammu/error',
      inbox: '/var/spool/gammu/inbox',
    },
    sms: a?.sms ?? {
      from: '',
      prices: [],
      price: 0,
      currency: 'EUR',
      publicUrl: '',
      allowPrivate: local,
    },
    hooked: '',
    newHooked: !a?.hasHooked,
    hasHooked: a?.hasHooked ?? false,
    hookPath: a?.hookPath ?? '',
  }
}

type Kinds = Pick<
  api.SaveAccountIn,
  'twilio' | 'vonage' | 'android' | 'smpp' | 'gammu' | 'sms' | 'hooked'
>

/** What the backend is told; only the settings of its kind. */
export function gatewaySave(kind: string, d: GatewayDraft): Kinds {
  return {
    twilio: kind === 'twilio' ? d.twilio : undefined,
    vonage: kind === 'vonage' ? d.vonage : undefined,
    android: kind === 'android' ? d.android : undefined,
    smpp: kind === 'smpp' ? d.smpp : undefined,
    gammu: kind === 'gammu' ? d.gammu : undefined,
    sms: kind === 'smtp' ? undefined : d.sms,
    hooked: d.newHooked ? d.hooked : null,
  }
}
