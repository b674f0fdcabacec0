import type { api, crm } from '@wails/go/models'

/** What a template is the text of. */
export type Kind = crm.Template['kind']

/** The kinds, in the order in which they are offered. */
export const kinds: readonly Kind[] = ['email', 'sms', 'task']

/** The types of a task, in the order in which they are offered. */
export const taskTypes = ['call', 'email', 'meeting', 'todo'] as const

/** A template while it is edited. */
export interface Draft {
  kind: Kind
  name: string
  subject: string
  body: string
  simplify: boolean
  taskType: string
  /** "" while the field is empty. */
  dueDays: number | ''
}

/** An empty template of a kind. */
export function newDraft(kind: Kind): Draft {
  return { kind, name: '', subject: '', body: '', simplify: false, taskType: 'call', dueDays: 0 }
}

/** A saved template to be edited. */
export function draftOf({ kind, name, content }: crm.Template): Draft {
  const { subject, body, simplify, dueDays } = content
  return { kind, name, subject, body, simplify, taskType: content.taskType || 'call', dueDays }
}

/** What a draft says: only what its kind has. */
export function contentOf(draft: Draft): crm.Content {
  const { kind, body } = draft
  const task = kind === 'task'
  return {
    subject: kind === 'sms' ? '' : draft.subject,
    body,
    simplify: kind === 'sms' && draft.simplify,
    taskType: task ? draft.taskType : '',
    dueDays: task ? draft.dueDays || 0 : 0,
    doc: '',
    dueWorkdays: false,
    priority: '',
    attachments: [],
  }
}

/** What is sent to be saved. */
export function payloadOf(draft: Draft, id: string, product: string): api.SaveTemplateIn {
  return { id, product, kind: draft.kind, name: draft.name, content: contentOf(draft) }
}

/** Whether two drafts would be saved as the same template. */
export function sameTemplate(a: Draft, b: Draft): boolean {
  const said = (d: Draft) => JSON.stringify([d.kind, d.name, contentOf(d)])
  return said(a) === said(b)
}
