import { Menu } from '@mantine/core'
import { IconAlignCenter, IconAlignLeft, IconAlignRight } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import type { Align } from '../schema/align'
import { setAlign } from '../state/marks'
import { Tool } from './tool'

/** The pictures of the three ways to align. */
export const alignIcons = { left: IconAlignLeft, center: IconAlignCenter, right: IconAlignRight }

/** Where text stands. */
export function AlignTool({ editor, align }: { editor: Editor; align: Align }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Tool
          icon={alignIcons[align]}
          label={t('editor.align_now', { align: t(`editor.aligns.${align}`) })}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {(['left', 'center', 'right'] as const).map((a) => {
          const Picture = alignIcons[a]
          return (
            <Menu.Item
              key={a}
              leftSection={<Picture size={16} aria-hidden />}
              onClick={() => setAlign(editor, a)}
            >
              {t(`editor.aligns.${a}`)}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
