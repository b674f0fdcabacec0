import type { crm } from '@wails/go/models'
import type { TFunction } from 'i18next'
import type { useFormat } from '@/lib/format/use-format'
import type { DraftStep } from './state/draft'

/** What all rows need to say things. Each would have it by itself, but 200 times. */
export interface RowWords {
  t: TFunction
  /** What the kinds of step are called. */
  kinds: Record<DraftStep['kind'], string>
  saved: string
  unsaved: string
  format: ReturnType<typeof useFormat>
  fields: crm.Field[]
}
