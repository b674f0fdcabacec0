import { MultiSelect, SegmentedControl, Select, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { fieldError } from '@/components/ui/problems'
import { useWorkspace } from '@/lib/workspace/workspace'
import type { Settings } from '../state/draft'
import type { SectionProps } from './section-props'

const ways: Settings['owning'][] = ['none', 'fixed', 'turn']

/** Whose the new cards are: nobody's, one colleague's, or several colleagues' in turn. */
export function OwnerFields({ settings, problems, readOnly, onChange }: SectionProps) {
  const { t } = useTranslation()
  const { owning, owners } = settings
  const users = useWorkspace().users.filter((user) => user.active || owners.includes(user.id))
  const data = users.map((user) => ({
    value: user.id,
    label: user.active ? user.name : t('form.owner_left', { name: user.name }),
  }))
  const shared = { data, readOnly, nothingFoundMessage: t('ui.nothing_found'), searchable: true }
  const choose = (way: Settings['owning']) =>
    onChange({
      owning: way,
      owners: way === 'none' ? [] : way === 'fixed' ? owners.slice(0, 1) : owners,
    })
  return (
    <div>
      <Text fw={500} size="sm" mb={4} id="form-owner">
        {t('form.owner')}
      </Text>
      <SegmentedControl
        fullWidth
        aria-labelledby="form-owner"
        data={ways.map((way) => ({ value: way, label: t(`form.owning.${way}`) }))}
        value={owning}
        onChange={(way) => choose(way as Settings['owning'])}
        readOnly={readOnly}
      />
      {owning === 'fixed' && (
        <Select
          {...shared}
          mt={8}
          aria-label={t('form.owner_one')}
          placeholder={t('form.owner_one')}
          value={owners[0] ?? null}
          onChange={(user) => onChange({ owners: user ? [user] : [] })}
          error={fieldError(problems, 'owners', 'owning')}
        />
      )}
      {owning === 'turn' && (
        <MultiSelect
          {...shared}
          mt={8}
          aria-label={t('form.owner_several')}
          placeholder={owners.length === 0 ? t('form.owner_several') : undefined}
          description={t('form.owner_turn_help')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={owners}
          onChange={(chosen) => onChange({ owners: chosen })}
          hidePickedOptions
          error={fieldError(problems, 'owners', 'owning')}
        />
      )}
    </div>
  )
}
