/** What an automation's builder edits, before it is saved. */

import type { crm } from '@wails/go/models'

/** A step as the backend keeps it. */
export type SavedStep = crm.Step

/** What a step is, apart from its identity and its place. */
export type StepFields = Omit<crm.Step, 'id' | 'sequence' | 'position'>

export type StepKind = crm.Step['kind']

/** When a step runs. */
export type StepTime = Pick<StepFields, 'timing' | 'anchor' | 'dateField' | 'before'>

/** A step of the draft. Its key is its identity here; the backend's id is looked up by it. */
export interface DraftStep extends StepFields {
  key: string
}

/** Everything of an automation that its steps are not. */
export type Settings = Pick<
  crm.Sequence,
  | 'name'
  | 'description'
  | 'folder'
  | 'filter'
  | 'reentry'
  | 'reentryDays'
  | 'reentryDate'
  | 'runToEnd'
  | 'stopOnReply'
  | 'fallback'
>

/** The whole draft. It is never changed in place, so that undo can keep it. */
export interface Draft {
  settings: Settings
  steps: readonly DraftStep[]
}

/** An automation as the backend keeps it, as far as the builder reads it. */
export type SavedSequence = Settings &
  Pick<crm.Sequence, 'id' | 'product' | 'revision' | 'state' | 'steps'>

/** A change of a card that changes nothing yet. */
export const noChange: crm.CardChange = {
  status: '',
  owner: '',
  inTurn: [],
  clearOwner: false,
  fields: [],
  addTags: [],
  removeTags: [],
}

/** A call that names nobody yet. */
export const noCall: crm.StepCall = { webhook: '', values: true, text: '' }

/** A step that was just added: at once if it is the first one, else a day later. */
export function newStep(key: string, kind: StepKind, first: boolean): DraftStep {
  return {
    key,
    kind,
    timing: { delay: first ? 0 : 1, unit: 'days', sync: 'any', weekdays: [], from: '' },
    anchor: 'step',
    dateField: '',
    before: false,
    recipient: 'main',
    recipientField: '',
    attachPdf: false,
    template: '',
    templateB: '',
    assignee: '',
    sender: '',
    purpose: 'marketing',
    lateness: 0,
    disabled: false,
    ...(kind === 'change_card' && { change: noChange }),
    ...(kind === 'webhook' && { call: noCall }),
  }
}

/** The settings of a saved automation. */
export function settingsOf(saved: Settings): Settings {
  const {
    name,
    description,
    folder,
    filter,
    reentry,
    reentryDays,
    reentryDate,
    runToEnd,
    stopOnReply,
    fallback,
  } = saved
  return {
    name,
    description,
    folder,
    filter,
    reentry,
    reentryDays,
    reentryDate,
    runToEnd,
    stopOnReply,
    fallback,
  }
}

/** The fields of a saved step, without its id and its place. */
export function fieldsOf(step: SavedStep): StepFields {
  return {
    kind: step.kind,
    timing: { ...step.timing, weekdays: [...step.timing.weekdays] },
    template: step.template,
    templateB: step.templateB,
    assignee: step.assignee,
    sender: step.sender,
    purpose: step.purpose,
    lateness: step.lateness,
    disabled: step.disabled,
    onlyIf: step.onlyIf,
    anchor: step.anchor,
    dateField: step.dateField,
    before: step.before,
    recipient: step.recipient,
    recipientField: step.recipientField,
    attachPdf: step.attachPdf,
    change: step.change,
    call: step.call,
  }
}

/** Whether two steps say the same, wherever they stand. */
export function sameFields(a: DraftStep, b: DraftStep): boolean {
  return a === b || plain(a) === plain(b)
}

/** Whether two sets of settings say the same. */
export function sameSettings(a: Settings, b: Settings): boolean {
  return (Object.keys(a) as (keyof Settings)[]).every((name) => a[name] === b[name])
}

function plain(step: DraftStep): string {
  const { timing: t } = step
  return JSON.stringify([
    step.kind,
    [t.delay, t.unit, t.sync, t.weekdays, t.from],
    [step.template, step.templateB, step.assignee, step.sender],
    [step.purpose, step.lateness, step.disabled, step.onlyIf],
    [step.anchor, step.dateField, step.before],
    [step.recipient, step.recipientField, step.attachPdf, step.change, step.call],
  ])
}
