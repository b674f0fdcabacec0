import { ActionIcon, Button, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { crm } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import classes from './settings.module.css'

interface ChoicesEditorProps {
  field: crm.Field
  onChange: (choices: crm.Choice[]) => void
}

/** The values of a choice field; renaming one keeps it on the cards that have it. */
export function ChoicesEditor({ field, onChange }: ChoicesEditorProps) {
  const { t } = useTranslation()
  const choices = field.choices
  const numbered = (list: crm.Choice[]) => onChange(list.map((c, i) => ({ ...c, position: i + 1 })))
  return (
    <Stack gap={4} className={classes.choices}>
      {choices.map((c, i) => (
        <TextInput
          key={c.id || `new-${i}`}
          size="xs"
          maw={280}
          aria-label={t('settings.choice_name', { field: field.name, n: i + 1 })}
          autoFocus={c.id === '' && c.name === ''}
          value={c.name}
          onChange={(e) => numbered(choices.with(i, { ...c, name: e.currentTarget.value }))}
          rightSection={
            <ActionIcon
              size="sm"
              aria-label={t('settings.remove_choice', { name: c.name })}
              onClick={() => numbered(choices.toSpliced(i, 1))}
            >
              <IconX size={14} />
            </ActionIcon>
          }
        />
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        w="fit-content"
        leftSection={<IconPlus size={12} />}
        onClick={() => numbered([...choices, { id: '', field: field.id, name: '', position: 0 }])}
      >
        {t('settings.add_choice')}
      </Button>
    </Stack>
  )
}
