import {
  type Icon,
  IconAlignLeft,
  IconCalendar,
  IconCalendarTime,
  IconCash,
  IconCircleDot,
  IconLetterCase,
  IconLink,
  IconListCheck,
  IconMail,
  IconNumber123,
  IconPhone,
  IconTags,
  IconToggleLeft,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import type { FormSource } from './contract'

/** Something of the client or the card that a form can ask for. */
export interface Target extends FormSource {
  /** As the workspace calls it, in the reader's language. */
  name: string
}

/** The picture of each way to ask. */
export const typeIcons: Record<FormSource['type'], Icon> = {
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
  tags: IconTags,
}

/** What the form can ask for, in the order of the palette. */
export function useTargets(sources: FormSource[]): Target[] {
  const { i18n } = useTranslation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language
  return useMemo(
    () => sources.map((source) => ({ ...source, name: say(source.label) })),
    [sources, i18n.language],
  )
}
