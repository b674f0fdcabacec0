import {
  Button,
  Checkbox,
  Popover,
  ScrollArea,
  Stack,
  Text,
  TextInput,
  VisuallyHidden,
} from '@mantine/core'
import { IconPlus, IconTag } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TagList } from '@/components/ui/tag-list'
import { toastError } from '@/components/ui/toast'
import { backend } from '@/lib/api/client'
import { useTags } from '@/lib/tags/use-tags'
import { sameValue } from '../state/parts'
import classes from './head.module.css'
import { useEditPart } from './use-edit-part'

/** The tags of the card; a click hangs others on it. */
export function TagPicker({ view }: { view: api.CardView }) {
  const { t } = useTranslation()
  const editor = useEditPart(view, 'tags', t('card.part.tags'))
  const [chosen, setChosen] = useState<string[]>()
  const { tags } = view.card
  const close = () => {
    const wanted = chosen ?? tags
    setChosen(undefined)
    if (!sameValue(wanted, tags)) void editor.save(wanted, { over: true, tell: true })
  }
  const open = chosen !== undefined
  return (
    <Popover
      opened={open}
      onChange={(o) => !o && close()}
      position="bottom-start"
      width={260}
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.fact}
          aria-expanded={open}
          onClick={() => (open ? close() : setChosen(tags))}
        >
          <VisuallyHidden>{t('card.choose_tags')}: </VisuallyHidden>
          <IconTag size={16} className={classes.quiet} aria-hidden />
          {tags.length > 0 ? (
            <TagList tags={tags} most={4} />
          ) : (
            <span className={classes.quiet}>{t('card.no_tags')}</span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown>{open && <Choice chosen={chosen} onChange={setChosen} />}</Popover.Dropdown>
    </Popover>
  )
}

interface ChoiceProps {
  chosen: string[]
  onChange: (tags: string[]) => void
}

function Choice({ chosen, onChange }: ChoiceProps) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const { list } = useTags()
  const [text, setText] = useState('')
  const typed = text.trim().toLocaleLowerCase()
  const shown = list.filter((g) => g.name.toLocaleLowerCase().includes(typed))
  const known = list.find((g) => g.name.toLocaleLowerCase() === typed)
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((c) => c !== id) : [...chosen, id])
  const add = async (e: FormEvent) => {
    e.preventDefault()
    if (!typed) return
    setText('')
    if (known) return toggle(known.id)
    try {
      const made = await backend.SaveTag({ id: '', name: text.trim(), color: '' })
      await queries.invalidateQueries({ queryKey: ['tag'] })
      onChange([...new Set([...chosen, made.id])])
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <form onSubmit={(e) => void add(e)}>
      <Stack gap="xs">
        <TextInput
          data-autofocus
          data-mantine-stop-propagation
          aria-label={t('card.find_tag')}
          placeholder={t('card.find_tag')}
          value={text}
          maxLength={60}
          onChange={(e) => setText(e.currentTarget.value)}
        />
        <ScrollArea.Autosize mah={220} type="auto">
          <Stack gap={6} p={2}>
            {shown.map((g) => (
              <Checkbox
                key={g.id}
                label={g.name}
                checked={chosen.includes(g.id)}
                onChange={() => toggle(g.id)}
              />
            ))}
            {list.length === 0 && !typed && (
              <Text size="sm" c="dimmed">
                {t('card.first_tag')}
              </Text>
            )}
          </Stack>
        </ScrollArea.Autosize>
        {typed && !known && (
          <Button
            type="submit"
            variant="light"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
          >
            <span className="clip">{t('card.make_tag', { name: text.trim() })}</span>
          </Button>
        )}
      </Stack>
    </form>
  )
}
