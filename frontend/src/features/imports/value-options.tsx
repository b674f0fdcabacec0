import { Select } from '@mantine/core'
import type { api, importer } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { useProduct } from '@/lib/workspace/workspace'

export interface OptionsProps {
  file: api.ReadImportOut
  mapping: importer.Mapping
  problems: Problem[]
  onChange: (part: Partial<importer.Mapping>) => void
}

/** How dates and numbers are written, where the file has some. */
export function ValueOptions({ file, mapping, problems, onChange }: OptionsProps) {
  const { t } = useTranslation()
  const { fields } = useProduct()
  const types = mapping.columns.map((c) =>
    c.startsWith('new:') ? c.slice(4) : fields.find((f) => `field:${f.id}` === c)?.type,
  )
  const dates = types.includes('date') || types.includes('datetime')
  const numbers = types.includes('number') || types.includes('money')
  return (
    <>
      {dates && (
        <Select
          label={t('imports.dates')}
          description={
            file.ambiguous.length > 0
              ? t('imports.dates_ask', { columns: file.ambiguous.join(', ') })
              : t('imports.dates_words')
          }
          allowDeselect={false}
          data={(['auto', 'd.m.y', 'm/d/y', 'y-m-d'] as const).map((value) => ({
            value,
            label: t(`imports.date.${value}`),
          }))}
          value={mapping.dateFormat}
          onChange={(v) =>
            onChange({ dateFormat: (v ?? 'auto') as importer.Mapping['dateFormat'] })
          }
          error={fieldError(problems, 'dateFormat')}
        />
      )}
      {numbers && (
        <Select
          label={t('imports.decimals')}
          description={t('imports.decimals_words')}
          allowDeselect={false}
          data={[
            { value: 'comma', label: '1.234,56' },
            { value: 'point', label: '1,234.56' },
          ]}
          value={mapping.decimalComma ? 'comma' : 'point'}
          onChange={(v) => onChange({ decimalComma: v === 'comma' })}
          error={fieldError(problems, 'decimalComma')}
        />
      )}
    </>
  )
}
