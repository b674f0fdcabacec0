import { Button, FileButton, Group, Input, Loader, Select } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { createContext, useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FileInputProps } from '@/components/ui/file-slot'
import { toApiError } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { useCard, useRefreshCard } from '../api'
import { FileRow } from './file-row'
import { upload } from './transfer'

/** The card whose fields are shown: what is uploaded into a field belongs to it. */
export const CardOfFields = createContext('')

/** The input of a file field: one of the card's files, or a new one. */
export function FileFieldInput({ value, onChange, label, error }: FileInputProps) {
  const { t } = useTranslation()
  const card = useContext(CardOfFields)
  const { data } = useCard(card)
  const refresh = useRefreshCard(card)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const add = async (file: File | null) => {
    if (!file) return
    setBusy(true)
    setProblem(undefined)
    try {
      const added = await upload(card, file, () => {})
      await refresh()
      onChange(added.file.id)
    } catch (e) {
      setProblem(say(toApiError(e)))
    } finally {
      setBusy(false)
    }
  }
  if (!card) return <Input.Wrapper label={label} description={t('card.file_later')} error={error} />
  return (
    <Input.Wrapper error={problem ?? error} labelElement="div">
      <Group gap="xs" wrap="nowrap">
        <Select
          flex={1}
          autoFocus
          clearable
          searchable
          aria-label={typeof label === 'string' ? label : t('card.files')}
          placeholder={t('card.choose_file')}
          nothingFoundMessage={t('ui.nothing_found')}
          data={data?.files.map((f) => ({ value: f.file.id, label: f.file.name })) ?? []}
          value={value}
          onChange={onChange}
        />
        <FileButton onChange={(file) => void add(file)}>
          {(props) => (
            <Button {...props} variant="default" aria-label={t('card.add_file')} px="xs">
              {busy ? <Loader size={14} /> : <IconUpload size={16} />}
            </Button>
          )}
        </FileButton>
      </Group>
    </Input.Wrapper>
  )
}

/** A file field's value: the file, to be downloaded. */
export function FileFieldView({ id }: { id: string }) {
  const { t } = useTranslation()
  const card = useContext(CardOfFields)
  const { data } = useCard(card)
  const file = data?.files.find((f) => f.file.id === id)
  if (!file) return <span>{t('card.a_file')}</span>
  return <FileRow file={file} card={card} />
}
