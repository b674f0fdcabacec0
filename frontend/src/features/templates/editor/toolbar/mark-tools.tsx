import {
  IconBold,
  IconItalic,
  IconLink,
  IconStrikethrough,
  IconUnderline,
} from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import { useTranslation } from 'react-i18next'
import type { Standing } from '../state/marks'
import { ColorTool } from './color-tool'
import { keyOf } from './keys'
import { Tool } from './tool'

interface MarkToolsProps {
  editor: Editor
  now: Standing
  onLink: () => void
}

/** How text looks and where it leads. */
export function MarkTools({ editor, now, onLink }: MarkToolsProps) {
  const { t } = useTranslation()
  const marks = [
    { mark: 'bold', icon: IconBold, keys: keyOf('B') },
    { mark: 'italic', icon: IconItalic, keys: keyOf('I') },
    { mark: 'underline', icon: IconUnderline, keys: keyOf('U') },
    { mark: 'strike', icon: IconStrikethrough, keys: keyOf('⇧S') },
  ] as const
  return (
    <>
      {marks.map(({ mark, icon, keys }) => (
        <Tool
          key={mark}
          icon={icon}
          label={t(`editor.${mark}`)}
          keys={keys}
          on={now[mark]}
          onClick={() => editor.chain().focus().toggleMark(mark).run()}
        />
      ))}
      <ColorTool editor={editor} color={now.color} />
      <Tool
        icon={IconLink}
        label={t('editor.link')}
        keys={keyOf('K')}
        on={now.link !== ''}
        aria-haspopup="dialog"
        onClick={onLink}
      />
    </>
  )
}
