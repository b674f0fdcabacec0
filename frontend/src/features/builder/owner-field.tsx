import { MultiSelect, Select } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import type { Problem } from '@/lib/api/client'
import { useWorkspace } from '@/lib/workspace/workspace'
import { errorOf } from './field-errors'
import { fieldLook } from './read-only'

interface OwnerFieldProps {
  change: crm.CardChange
  problems: Problem[]
  readOnly: boolean
  set: (patch: Partial<crm.CardChange>) => void
}

const nobody = 'nobody'
const turn = 'turn'

/** Who gets the card: a colleague, nobody, or one of several after the other. */
export function OwnerField({ change, problems, readOnly, set }: OwnerFieldProps) {
  const { t } = useTranslation()
  const inTurn = change.inTurn ?? []
  const known = [change.owner, ...inTurn]
  const users = useWorkspace().users.filter((user) => user.active || known.includes(user.id))
  const people = users.map(({ id, name, active }) => ({
    value: id,
    label: active ? name : t('builder.field.person_left', { name }),
  }))
  const choose = (owner: string | null) =>
    set({
      clearOwner: owner === nobody,
      owner: owner === nobody || owner === turn ? '' : (owner ?? ''),
      inTurn: owner === turn ? users.filter((user) => user.active).map((user) => user.id) : [],
    })
  return (
    <>
      <Select
        label={t('builder.change.owner')}
        data={[
          { value: '', label: t('builder.change.leave') },
          { value: nobody, label: t('builder.change.nobody') },
          { value: turn, label: t('builder.change.in_turn') },
          ...people,
        ]}
        value={inTurn.length > 0 ? turn : change.clearOwner ? nobody : change.owner}
        onChange={choose}
        allowDeselect={false}
        searchable={users.length > 8}
        {...fieldLook(readOnly)}
        error={errorOf(problems, 'change.owner')}
      />
      {inTurn.length > 0 && (
        <MultiSelect
          label={t('builder.change.turn_among')}
          description={t('builder.change.turn_words')}
          data={people}
          value={inTurn}
          onChange={(ids) => set({ inTurn: ids })}
          hidePickedOptions
          searchable
          nothingFoundMessage={t('ui.nothing_found')}
          {...fieldLook(readOnly)}
          error={errorOf(problems, 'change.inTurn')}
        />
      )}
    </>
  )
}
