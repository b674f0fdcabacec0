import { Button, Select, Stack, Text, TextInput } from '@mantine/core'
import type { crm } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { FieldInput, type FieldValue } from '@/components/ui/field-input'
import { SideDrawer } from '@/components/ui/side-drawer'
import { useProduct, useWorkspace } from '@/lib/workspace/workspace'
import { useEditCard } from './api'
import { changesOf, type Parts, partsOf } from './state/edits'

interface CardDrawerProps {
  copy: string
  card: crm.SandboxCard
  onClose: () => void
}

/** Changes a copied card, to see what the automation makes of it. */
export function CardDrawer({ copy, card, onClose }: CardDrawerProps) {
  const { t } = useTranslation()
  const [before] = useState(() => partsOf(card))
  const [parts, setParts] = useState(before)
  const edit = useEditCard(copy, card.id)
  const changes = changesOf(partsOf(card), parts)
  const apply = () => edit.mutate(changes, { onSuccess: onClose })
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={card.name}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={changes.length === 0} loading={edit.isPending} onClick={apply}>
            {t('sandbox.apply')}
          </Button>
        </>
      }
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('sandbox.edit_words')}
        </Text>
        <ErrorBox error={edit.error} />
        <PartInputs
          parts={parts}
          onChange={(part, value) => setParts({ ...parts, [part]: value })}
        />
      </Stack>
    </SideDrawer>
  )
}

interface PartInputsProps {
  parts: Parts
  onChange: (part: string, value: unknown) => void
}

function PartInputs({ parts, onChange }: PartInputsProps) {
  const { t } = useTranslation()
  const { statuses, fields } = useProduct()
  const { users } = useWorkspace()
  return (
    <>
      <TextInput
        label={t('sandbox.name')}
        value={String(parts.name ?? '')}
        onChange={(e) => onChange('name', e.currentTarget.value)}
      />
      <Select
        label={t('sandbox.status')}
        allowDeselect={false}
        value={String(parts.status ?? '')}
        onChange={(status) => onChange('status', status)}
        data={statuses.map((s) => ({ value: s.id, label: s.name }))}
      />
      <Select
        label={t('sandbox.owner')}
        clearable
        clearButtonProps={{ 'aria-label': t('ui.clear') }}
        value={parts.owner ? String(parts.owner) : null}
        onChange={(owner) => onChange('owner', owner ?? '')}
        data={users
          .filter((u) => u.active || u.id === parts.owner)
          .map((u) => ({ value: u.id, label: u.name }))}
      />
      {fields
        .filter((field) => field.type !== 'file')
        .map((field) => (
          <FieldInput
            key={field.id}
            field={field}
            value={(parts[field.id] ?? null) as FieldValue}
            onChange={(value) => onChange(field.id, value)}
          />
        ))}
    </>
  )
}
