import { Popover } from '@mantine/core'
import { IconBan, IconPalette } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { palette } from '../state/palette'
import { Tool } from './tool'
import classes from './toolbar.module.css'

/** Gives text a colour out of a few that can be read. */
export function ColorTool({ editor, color }: { editor: Editor; color: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const choose = (chosen: string) => {
    setOpen(false)
    const chain = editor.chain().focus()
    if (chosen) chain.setMark('color', { color: chosen }).run()
    else chain.unsetMark('color').run()
  }
  const swatch = (name: string, value: string) => (
    // biome-ignore lint/a11y/useSemanticElements: a dot of colour, not a circle of a form
    <button
      key={name}
      type="button"
      role="radio"
      aria-checked={color === value}
      aria-label={t(`editor.colors.${name}`)}
      title={t(`editor.colors.${name}`)}
      className={classes.swatch}
      onClick={() => choose(value)}
    >
      {value ? (
        <span className={classes.dot} style={{ background: value }} />
      ) : (
        <IconBan size={18} aria-hidden />
      )}
    </button>
  )
  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus shadow="md" position="bottom">
      <Popover.Target>
        <Tool
          icon={IconPalette}
          label={t('editor.color')}
          aria-haspopup="dialog"
          aria-expanded={open}
          style={color ? { color } : undefined}
          onClick={() => setOpen((o) => !o)}
        />
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <div role="radiogroup" aria-label={t('editor.color')} className={classes.swatches}>
          {swatch('none', '')}
          {palette.map((p) => swatch(p.name, p.color))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
