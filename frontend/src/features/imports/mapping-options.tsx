import { Checkbox, Select, SimpleGrid } from '@mantine/core'
import type { importer } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { CountrySelect } from '@/components/ui/place-fields'
import { fieldError } from '@/components/ui/problems'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'
import { type OptionsProps, ValueOptions } from './value-options'

/** How values are understood, and what rows get that leave something out. Only what this file needs. */
export function MappingOptions(p: OptionsProps) {
  const { t } = useTranslation()
  const { mapping, problems, onChange } = p
  const { statuses } = useProduct()
  const { users, countries } = useWorkspace()
  const used = (...targets: string[]) => mapping.columns.some((c) => targets.includes(c))
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md" verticalSpacing="sm">
      <ValueOptions {...p} />
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
      {used('contact.email', 'contact.phone') && (
        <Checkbox
          mt="lg"
          label={t('imports.split_cells')}
          description={t('imports.split_cells_words')}
          checked={mapping.splitCells}
          onChange={(e) => onChange({ splitCells: e.currentTarget.checked })}
        />
      )}
    </SimpleGrid>
  )
}
