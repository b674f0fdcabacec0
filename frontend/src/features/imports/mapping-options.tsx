import { Checkbox, Select, SimpleGrid } from '@mantine/core'
import type { api, importer } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { CountrySelect } from '@/components/ui/place-fields'
import { fieldError } from '@/components/ui/problems'
import type { Problem } from '@/lib/api/client'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'

interface MappingOptionsProps {
  file: api.ReadImportOut
  mapping: importer.Mapping
  problems: Problem[]
  onChange: (part: Partial<importer.Mapping>) => void
}

/** How values are understood, and what rows get that leave something out. Only what this file needs. */
export function MappingOptions(p: MappingOptionsProps) {
  const { t } = useTranslation()
  const { mapping, problems, onChange } = p
  const { statuses } = useProduct()
  const { users, countries } = useWorkspace()
  const used = (target: string) => mapping.columns.some((c) => c === target)
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md" verticalSpacing="sm">
      <DateOrder {...p} />
      {used('contact.name') && (
        <Select
          label={t('imports.name_order')}
          description={t('imports.name_order_words')}
          allowDeselect={false}
          data={[
            { value: 'whole', label: t('imports.order.whole') },
            { value: 'first_last', label: t('imports.order.first_last') },
            { value: 'last_first', label: t('imports.order.last_first') },
          ]}
          value={mapping.nameOrder || 'whole'}
          onChange={(v) =>
            onChange({ nameOrder: v === 'whole' ? '' : (v as importer.Mapping['nameOrder']) })
          }
          error={fieldError(problems, 'nameOrder')}
        />
      )}
      {used('contact.phone') && (
        <CountrySelect
          label={t('imports.region')}
          description={t('imports.region_words')}
          countries={countries}
          value={mapping.region}
          onChange={(region) => onChange({ region })}
          error={fieldError(problems, 'region')}
        />
      )}
      <Select
        label={t('imports.default_status')}
        description={t('imports.default_words')}
        data={statuses.map((s) => ({ value: s.id, label: s.name }))}
        value={mapping.defaultStatus || statuses[0]?.id || null}
        allowDeselect={false}
        onChange={(v) => onChange({ defaultStatus: v ?? '' })}
        error={fieldError(problems, 'defaultStatus')}
      />
      <Select
        label={t('imports.default_owner')}
        description={t('imports.default_words')}
        clearable
        placeholder={t('imports.nobody')}
        data={users.filter((u) => u.active).map((u) => ({ value: u.id, label: u.name }))}
        value={mapping.defaultOwner || null}
        onChange={(v) => onChange({ defaultOwner: v ?? '' })}
        error={fieldError(problems, 'defaultOwner')}
      />
      {mapping.columns.some((c) => c === 'card.status' || c.startsWith('field:')) && (
        <Checkbox
          mt="lg"
          label={t('imports.create_missing')}
          description={t('imports.create_missing_words')}
          checked={mapping.createMissing}
          onChange={(e) => onChange({ createMissing: e.currentTarget.checked })}
        />
      )}
    </SimpleGrid>
  )
}

function DateOrder({ file, mapping, problems, onChange }: MappingOptionsProps) {
  const { t } = useTranslation()
  const { fields } = useProduct()
  const types = mapping.columns.map((c) =>
    c.startsWith('new:') ? c.slice(4) : fields.find((f) => `field:${f.id}` === c)?.type,
  )
  const ambiguous = file.ambiguous.length > 0 && types.includes('date')
  return (
    <>
      {types.includes('date') && (
        <Select
          label={t('imports.dates')}
          description={
            ambiguous
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
      {types.includes('number') && (
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
