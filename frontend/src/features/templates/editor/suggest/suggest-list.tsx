import { Popover, Text } from '@mantine/core'
import { type Editor, useEditorState } from '@tiptap/react'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Variable } from '../../state/variables'
import type { Actions } from '../actions'
import { spotOf } from '../anchor'
import { type SuggestItem, suggestions } from './items'
import classes from './suggest.module.css'
import { SuggestLine } from './suggest-line'
import { type Suggesting, suggestKey } from './suggest-plugin'

interface SuggestListProps {
  editor: Editor
  variables: Variable[]
  /** What blocks start; missing where a text has no blocks. */
  actions?: Actions
}

/** The list under the caret while "{{…" or "/…" is typed. The text keeps the focus. */
export function SuggestList({ editor, variables, actions }: SuggestListProps) {
  const at = useEditorState({
    editor,
    selector: ({ editor: now }) => (now.isEditable ? suggestKey.getState(now.state) : undefined),
  })
  const { t } = useTranslation()
  if (!at) return null
  const find = (what: Suggesting) =>
    suggestions(what, {
      variables,
      actions,
      name: (item) => t(`editor.${item.id}`),
      groups: { blocks: t('editor.blocks') },
    })
  return <Open key={at.from} editor={editor} at={at} find={find} />
}

interface OpenProps {
  editor: Editor
  at: Suggesting
  find: (what: Suggesting) => SuggestItem[]
}

function Open({ editor, at, find }: OpenProps) {
  const items = find(at)
  const { t } = useTranslation()
  const id = useId()
  const [chosen, setChosen] = useState(0)
  const [spot] = useState(() => spotOf(editor, at.from))
  const list = useRef<HTMLDivElement>(null)
  const index = Math.min(chosen, items.length - 1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed begins the list anew
  useEffect(() => setChosen(0), [at.query])

  const pick = (item: SuggestItem | undefined, typed: Suggesting = at) => {
    if (!item) return
    editor.view.dispatch(editor.state.tr.delete(typed.from, typed.to))
    item.run(editor)
  }
  useEffect(() => {
    editor.storage.suggest.onKey = (event) => {
      // Who types fast is ahead of what is drawn: the text counts.
      const typed = suggestKey.getState(editor.state) ?? at
      const ahead = typed.query !== at.query
      const offered = ahead ? find(typed) : items
      if (event.key === 'ArrowDown') setChosen((index + 1) % Math.max(1, items.length))
      else if (event.key === 'ArrowUp')
        setChosen((index - 1 + items.length) % Math.max(1, items.length))
      else if ((event.key === 'Enter' || event.key === 'Tab') && offered.length > 0)
        pick(offered[ahead ? 0 : index], typed)
      else return false
      return true
    }
    return () => {
      editor.storage.suggest.onKey = undefined
    }
  })
  useEffect(() => {
    const dom = editor.view.dom
    dom.setAttribute('aria-controls', id)
    dom.setAttribute('aria-activedescendant', `${id}-${index}`)
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
    return () => {
      dom.removeAttribute('aria-controls')
      dom.removeAttribute('aria-activedescendant')
    }
  }, [editor, id, index])

  if (!spot || (items.length === 0 && at.kind === 'block')) return null
  return (
    <Popover
      opened
      position="bottom-start"
      shadow="md"
      width={320}
      transitionProps={{ duration: 0 }}
      closeOnClickOutside={false}
      closeOnEscape={false}
      trapFocus={false}
      withRoles={false}
    >
      <Popover.Target>
        <span className={classes.anchor} style={spot} />
      </Popover.Target>
      <Popover.Dropdown p={4} className={classes.drop}>
        <div
          ref={list}
          id={id}
          role="listbox"
          aria-label={t('editor.suggestions')}
          className={classes.list}
        >
          {items.length === 0 && (
            <Text size="sm" c="dimmed" p="xs">
              {t('templates.no_variable')}
            </Text>
          )}
          {items.map((item, i) => (
            <SuggestLine
              key={item.id}
              item={item}
              id={`${id}-${i}`}
              chosen={i === index}
              first={item.group !== items[i - 1]?.group}
              onPick={() => pick(item)}
              onOver={() => setChosen(i)}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
