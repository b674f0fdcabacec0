import { Combobox, Loader, Pill, PillsInput, useCombobox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CardHits } from '@/components/ui/card-find'
import { useCardsNamed } from '@/lib/rows/use-cards-named'

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
  const found = useCardsNamed(text, product)
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() })
  const hits = found.hits.filter((h) => !cards.some((c) => c.id === h.id))
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
          rightSection={found.busy ? <Loader size={16} /> : null}
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
                placeholder={cards.length === 0 ? t('ui.card_find') : ''}
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
      <CardHits hits={hits} hidden={found.wait} />
    </Combobox>
  )
}
