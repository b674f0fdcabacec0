import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import { type BlockStyle, setStyle } from '../state/marks'
import { Tool } from './tool'

const styles: BlockStyle[] = ['text', 'heading1', 'heading2', 'heading3']

/** Text or a heading. */
export function StyleTool({ editor, style }: { editor: Editor; style: BlockStyle }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Tool
          icon={IconChevronDown}
          label={t('editor.style_now', { style: t(`editor.${style}`) })}
          words={t(`editor.${style}`)}
          opens
        />
      </Menu.Target>
      <Menu.Dropdown>
        {styles.map((s) => (
          <Menu.Item
            key={s}
            onClick={() => setStyle(editor, s)}
            rightSection={s === style && <IconCheck size={15} aria-hidden />}
          >
            {t(`editor.${s}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
