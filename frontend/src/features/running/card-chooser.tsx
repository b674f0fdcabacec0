import { Combobox, Loader, Pill, PillsInput, Text, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCardsNamed } from './api'

/** A card that was chosen. */
export interface Chosen {
  id: string
  name: string
}

interface CardChooserProps {
  product: string
  cards: Chosen[]
  onChange: (cards: Chosen[]) => void
}

/** Finds one or more cards by the words of their names. */
export function CardChooser({ product, cards, onChange }: CardChooserProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text, 150)
  const found = useCardsNamed(product, search)
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() })
  const hits = (found.data ?? []).filter((h) => !cards.some((c) => c.id === h.id))
  const add = (id: string) => {
    const hit = hits.find((h) => h.id === id)
    if (hit) onChange([...cards, { id, name: hit.title }])
    setText('')
    list.closeDropdown()
  }
  return (
    <Combobox store={list} onOptionSubmit={add}>
      <Combobox.DropdownTarget>
        <PillsInput
          label={t('running.start_cards')}
          rightSection={found.isFetching ? <Loader size={16} /> : null}
        >
          <Pill.Group>
            {cards.map((c) => (
              <Pill
                key={c.id}
                withRemoveButton
                removeButtonProps={{ 'aria-label': t('running.start_drop', { name: c.name }) }}
                onRemove={() => onChange(cards.filter((other) => other.id !== c.id))}
              >
                {c.name}
              </Pill>
            ))}
            <Combobox.EventsTarget withExpandedAttribute>
              <PillsInput.Field
                role="combobox"
                aria-label={t('running.start_cards')}
                placeholder={cards.length === 0 ? t('running.start_find') : ''}
                data-autofocus
                value={text}
                onBlur={() => list.closeDropdown()}
                onChange={(e) => {
                  setText(e.currentTarget.value)
                  if (e.currentTarget.value.trim()) list.openDropdown()
                  else list.closeDropdown()
                  list.updateSelectedOptionIndex()
                }}
              />
            </Combobox.EventsTarget>
          </Pill.Group>
        </PillsInput>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown hidden={search.trim() === '' || found.isPending}>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
          {hits.map((h) => (
            <Combobox.Option key={h.id} value={h.id}>
              <Text className="clip" title={h.title}>
                {h.title}
              </Text>
              {h.below && (
                <Text size="sm" c="dimmed" className="clip">
                  {h.below}
                </Text>
              )}
            </Combobox.Option>
          ))}
          {hits.length === 0 && <Combobox.Empty>{t('running.start_nothing')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
