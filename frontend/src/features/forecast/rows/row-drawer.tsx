import type { api, crm } from '@wails/go/models'
import { PlannedDrawer } from '@/components/ui/planned/planned-drawer'
import { useForecastText } from '../api'

interface RowDrawerProps {
  ask: api.ForecastTextIn
  row: crm.ForecastRow
  product: string
  currency: string
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
  onClose: () => void
}

/** One row of the forecast with its text. */
export function RowDrawer({ ask, ...rest }: RowDrawerProps) {
  const text = useForecastText(ask)
  return <PlannedDrawer {...rest} text={text} />
}
