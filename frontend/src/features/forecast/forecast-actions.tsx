import { Button, Select } from '@mantine/core'
import { IconDownload, IconRefresh } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { runExport } from '@/components/ui/export-run'
import { backend } from '@/lib/api/client'
import { horizons } from './state/view'

interface ForecastActionsProps {
  days: number
  onDays: (days: number) => void
  onAgain: () => void
  running: boolean
  /** What is exported, once there is something. */
  exporting: api.ExportForecastIn | undefined
}

/** How far it looks, forecast again, and the table as a file. */
export function ForecastActions(p: ForecastActionsProps) {
  const { t } = useTranslation()
  const { exporting } = p
  return (
    <>
      <Select
        aria-label={t('forecast.horizon')}
        w={172}
        allowDeselect={false}
        value={String(p.days)}
        onChange={(days) => days && p.onDays(Number(days))}
        data={horizons.map((n) => ({ value: String(n), label: t('forecast.ahead', { count: n }) }))}
      />
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} />}
        disabled={p.running}
        onClick={p.onAgain}
      >
        {t('forecast.again')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        disabled={!exporting}
        onClick={() =>
          exporting &&
          void runExport(backend.ExportForecast(exporting), (count) =>
            t('forecast.exported', { count }),
          )
        }
      >
        {t('forecast.export')}
      </Button>
    </>
  )
}
