import { CloseButton, Group, Paper, Text, TextInput, Title } from '@mantine/core'
import { IconCheck, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DragSource } from '@/components/ui/sortable-row'
import { type Target, typeIcons } from '../targets'
import classes from './palette.module.css'
import { paletteId, searched } from './palette-search'

interface PaletteProps {
  targets: Target[]
  /** What the form asks already. */
  asked: ReadonlySet<string>
  /** Adds a field for it, or leads to the one that is there. */
  onAdd: (target: string) => void
  /** Where it can be put away. */
  onClose?: () => void
}

const groups = ['contact', 'card', 'field'] as const

/** What a form can ask for: a click adds it at the end, a drag puts it anywhere. */
export function Palette({ targets, asked, onAdd, onClose }: PaletteProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const found = searched(targets, search)
  return (
    <Paper component="section" className={classes.box} aria-label={t('form.palette')}>
      <Group gap={8} wrap="nowrap" justify="space-between">
        <Title order={2} size="h3">
          {t('form.palette')}
        </Title>
        {onClose && <CloseButton size="sm" aria-label={t('common.close')} onClick={onClose} />}
      </Group>
      <Text size="xs" c="dimmed" mb={8}>
        {t('form.palette_help')}
      </Text>
      <TextInput
        size="xs"
        type="search"
        aria-label={t('form.palette_search')}
        placeholder={t('form.palette_search')}
        leftSection={<IconSearch size={14} />}
        value={search}
        onChange={(e) => setSearch(e.currentTarget.value)}
        onKeyDown={(e) => {
          const [first] = found
          if (e.key === 'Enter' && search && first) onAdd(first.source)
        }}
      />
      {groups.map((group) => {
        const mine = found.filter((target) => target.group === group)
        return (
          mine.length > 0 && (
            <fieldset key={group} className={classes.group}>
              <legend>{t(`form.of_${group}`)}</legend>
              <div className={classes.sources}>
                {mine.map((target) => (
                  <Source
                    key={target.source}
                    target={target}
                    asked={asked.has(target.source)}
                    onAdd={onAdd}
                  />
                ))}
              </div>
            </fieldset>
          )
        )
      })}
      {found.length === 0 && (
        <Text size="sm" c="dimmed" mt={8} role="status">
          {t('form.palette_none')}
        </Text>
      )}
    </Paper>
  )
}

interface SourceProps {
  target: Target
  asked: boolean
  onAdd: (target: string) => void
}

function Source({ target, asked, onAdd }: SourceProps) {
  const { t } = useTranslation()
  const { name } = target
  const Picture = typeIcons[target.type]
  const inside = (
    <>
      <Picture size={15} stroke={1.75} aria-hidden className={classes.icon} />
      <span className="clip" title={name}>
        {name}
      </span>
      {asked && <IconCheck size={14} className={classes.asked} aria-label={t('form.asked')} />}
    </>
  )
  // What is asked already can't be asked twice: its click leads to it.
  if (asked) {
    return (
      <button
        type="button"
        className={classes.source}
        data-asked
        onClick={() => onAdd(target.source)}
      >
        {inside}
      </button>
    )
  }
  return (
    <DragSource
      id={paletteId(target.source)}
      className={classes.source}
      onClick={() => onAdd(target.source)}
    >
      {inside}
    </DragSource>
  )
}
