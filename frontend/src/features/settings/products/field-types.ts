import {
  IconAlignLeft,
  IconCalendar,
  IconCalendarTime,
  IconCash,
  IconCircleDot,
  IconFile,
  IconLetterCase,
  IconLink,
  IconListCheck,
  IconMail,
  IconNumber123,
  IconPhone,
  IconToggleLeft,
} from '@tabler/icons-react'
import type { crm } from '@wails/go/models'

/** A custom field's type. */
export type FieldType = crm.Field['type']

/** The types in the order in which they are offered, each with its picture. */
export const fieldTypes: Record<FieldType, typeof IconFile> = {
  text: IconLetterCase,
  longtext: IconAlignLeft,
  number: IconNumber123,
  money: IconCash,
  date: IconCalendar,
  datetime: IconCalendarTime,
  yesno: IconToggleLeft,
  choice: IconCircleDot,
  choices: IconListCheck,
  link: IconLink,
  phone: IconPhone,
  email: IconMail,
  file: IconFile,
}

/** The types as a list. */
export const typeNames = Object.keys(fieldTypes) as FieldType[]

/** A field of a product that is not there yet. */
export function newField(product: string, currency: string): crm.Field {
  return {
    id: '',
    product,
    name: '',
    slug: '',
    type: 'text',
    position: 0,
    currency,
    requiredFrom: '',
    default: null,
    help: '',
    choices: [],
  }
}

/** Whether fields of the type have a list of choices. */
export function hasChoices(type: FieldType): boolean {
  return type === 'choice' || type === 'choices'
}
