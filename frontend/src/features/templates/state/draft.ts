import type { api, crm } from '@wails/go/models'
import { docOfText } from '../editor/state/doc'

/** What a template is the text of. */
export type Kind = crm.Template['kind']

/** The kinds, in the order in which they are offered. */
export const kinds: readonly Kind[] = ['email', 'sms', 'task', 'pdf']

/** The types of a task, in the order in which they are offered. */
export const taskTypes = ['call', 'email', 'meeting', 'todo'] as const

/** A template while it is edited. */
export interface Draft {
  kind: Kind
  name: string
  subject: string
  /** Of an SMS; the note of a task; what an email said before it had a document. */
  body: string
  /** Of an email or PDF: its document as JSON. */
  doc: string
  attachments: crm.Attachment[]
  simplify: boolean
  taskType: string
  /** "" while the field is empty. */
  dueDays: number | ''
  dueWorkdays: boolean
  priority: crm.Content['priority']
}

/** An empty template of a kind. */
export function newDraft(kind: Kind): Draft {
  return {
    kind,
    name: '',
    subject: '',
    body: '',
    doc: '',
    attachments: [],
    simplify: false,
    taskType: 'call',
    dueDays: 0,
    dueWorkdays: false,
    priority: '',
  }
}

/** A saved template to be edited. */
export function draftOf({ kind, name, content }: crm.Template): Draft {
  return {
    ...content,
    kind,
    name,
    // A letter from before there were documents is edited as one.
    doc: content.doc || (kind === 'email' && content.body ? docOfText(content.body) : ''),
    attachments: content.attachments ?? [],
    taskType: content.taskType || 'call',
  }
}

/** Whether a kind's text is a document with headings, lists and pictures. */
export function hasDocument(kind: Kind): boolean {
  return kind === 'email' || kind === 'pdf'
}

/** What a draft says: only what its kind has. */
export function contentOf(draft: Draft): crm.Content {
  const { kind } = draft
  const task = kind === 'task'
  const doc = hasDocument(kind) ? draft.doc : ''
  return {
    subject: kind === 'sms' ? '' : draft.subject,
    body: doc ? '' : draft.body,
    simplify: kind === 'sms' && draft.simplify,
    taskType: task ? draft.taskType : '',
    dueDays: task ? draft.dueDays || 0 : 0,
    doc,
    dueWorkdays: task && draft.dueWorkdays,
    priority: task ? draft.priority : '',
    attachments: kind === 'email' ? draft.attachments : [],
  }
}

/** What is sent to be saved; a new one goes into a folder. */
export function payloadOf(
  draft: Draft,
  id: string,
  product: string,
  folder = '',
): api.SaveTemplateIn {
  return { id, product, kind: draft.kind, name: draft.name, folder, content: contentOf(draft) }
}

/** Whether two drafts would be saved as the same template. */
export function sameTemplate(a: Draft, b: Draft): boolean {
  const said = (d: Draft) => JSON.stringify([d.kind, d.name, contentOf(d)])
  return said(a) === said(b)
}
