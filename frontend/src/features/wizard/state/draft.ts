import type { api, crm } from '@wails/go/models'
import { z } from 'zod'

export type StepKind = api.ToolboxEntry['kind']

/** The questions of the wizard, in their order. */
export const steps = ['filter', 'action', 'template', 'name'] as const
export type WizardStep = (typeof steps)[number]

/** What the wizard was told so far. Nothing of it is saved before its end. */
export interface WizardDraft {
  filter: string
  /** "" while it is not chosen. */
  kind: StepKind | ''
  /** "" for later. */
  template: string
  /** Of a card change. */
  change: crm.CardChange
  /** Of a webhook. */
  call: crm.StepCall
  /** The template was chosen, or put off. */
  decided: boolean
  /** "" for the proposed one. */
  name: string
  folder: string
  description: string
}

const noChange: crm.CardChange = {
  status: '',
  owner: '',
  inTurn: [],
  clearOwner: false,
  fields: [],
  addTags: [],
  removeTags: [],
}

const noCall: crm.StepCall = { webhook: '', values: true, text: '' }

export const emptyDraft: WizardDraft = {
  filter: '',
  kind: '',
  template: '',
  change: noChange,
  call: noCall,
  decided: false,
  name: '',
  folder: '',
  description: '',
}

const text = z.string().catch('')
const kept = z.object({
  filter: text,
  kind: z
    .enum([
      '',
      'email_client',
      'sms_client',
      'email_user',
      'task_user',
      'pdf',
      'change_card',
      'webhook',
    ])
    .catch(''),
  template: text,
  change: z.custom<crm.CardChange>((v) => typeof v === 'object' && v !== null).catch(noChange),
  call: z.custom<crm.StepCall>((v) => typeof v === 'object' && v !== null).catch(noCall),
  decided: z.boolean().catch(false),
  name: text,
  folder: text,
  description: text,
})

const keyOf = (product: string) => `new-automation:${product}`

/** The draft of this window, which a reload leaves as it is. */
export function readDraft(product: string): WizardDraft {
  try {
    const found = kept.safeParse(JSON.parse(sessionStorage.getItem(keyOf(product)) ?? ''))
    return found.success ? found.data : emptyDraft
  } catch {
    return emptyDraft
  }
}

/** Keeps the draft over a reload, and over making a filter or template for it. */
export function keepDraft(product: string, draft: WizardDraft): void {
  sessionStorage.setItem(keyOf(product), JSON.stringify(draft))
}

/** The automation was made, or begun anew. */
export function dropDraft(product: string): void {
  sessionStorage.removeItem(keyOf(product))
}

/** Puts what was made for the wizard into its draft. */
export function answer(product: string, part: Partial<WizardDraft>): void {
  keepDraft(product, { ...readDraft(product), ...part })
}

/** Choosing another kind forgets the template, which is of the old one. */
export function withKind(draft: WizardDraft, kind: StepKind): WizardDraft {
  if (kind === draft.kind) return draft
  return { ...draft, kind, template: '', decided: false }
}

/** The step that can be shown: never behind a question without its answer. */
export function reachable(draft: WizardDraft, wanted: WizardStep): WizardStep {
  const done: Record<WizardStep, boolean> = {
    filter: draft.filter !== '',
    action: draft.kind !== '',
    template: draft.decided,
    name: false,
  }
  const open = steps.findIndex((step) => !done[step])
  return steps[Math.min(open, steps.indexOf(wanted))] ?? 'filter'
}

/** A name that no other automation has: "Offer sent", "Offer sent 2". */
export function freeName(wanted: string, taken: readonly string[]): string {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted} ${n}`
    if (!taken.some((other) => same(other, name))) return name
  }
}

/** What is saved in the end: the automation with its first step. */
export function payloadOf(draft: WizardDraft, product: string, name: string): api.SaveSequenceIn {
  const first = {
    id: '',
    sequence: '',
    position: 1,
    kind: draft.kind || 'email_client',
    timing: { delay: 0, unit: 'days', sync: 'any', weekdays: [], from: '' },
    anchor: 'step',
    dateField: '',
    before: false,
    template: draft.template,
    templateB: '',
    recipient: 'main',
    recipientField: '',
    assignee: '',
    sender: '',
    attachPdf: false,
    purpose: 'marketing',
    lateness: 0,
    disabled: false,
    ...(draft.kind === 'change_card' && { change: draft.change }),
    ...(draft.kind === 'webhook' && { call: draft.call }),
  } satisfies crm.Step
  return {
    id: '',
    revision: 0,
    product,
    name,
    description: draft.description,
    folder: draft.folder,
    filter: draft.filter,
    reentry: 'once',
    reentryDays: 0,
    reentryDate: '',
    runToEnd: false,
    stopOnReply: false,
    fallback: '',
    steps: [first],
  }
}
