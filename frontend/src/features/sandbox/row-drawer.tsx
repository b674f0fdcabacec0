import type { crm } from '@wails/go/models'
import { PlannedDrawer } from '@/components/ui/planned/planned-drawer'
import { useSandboxText } from './api'

interface RowDrawerProps {
  copy: string
  row: crm.ForecastRow
  product: string
  currency: string
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
  onClose: () => void
}

/** Something that happened on the copy, with its text. */
export function RowDrawer({ copy, row, ...rest }: RowDrawerProps) {
  const text = useSandboxText(copy, row.index)
  return <PlannedDrawer {...rest} row={row} text={text} past />
}
