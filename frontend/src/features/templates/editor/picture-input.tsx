import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'

interface PictureInputProps {
  input: RefObject<HTMLInputElement | null>
  onChoose: (files: File[]) => Promise<void>
}

/** What opens the system's window for pictures; clicked by the tools, never seen. */
export function PictureInput({ input, onChoose }: PictureInputProps) {
  const { t } = useTranslation()
  return (
    <input
      ref={input}
      type="file"
      accept="image/png,image/jpeg,image/gif,image/webp"
      multiple
      hidden
      aria-label={t('editor.image')}
      onChange={(e) => {
        void onChoose([...(e.currentTarget.files ?? [])])
        e.currentTarget.value = ''
      }}
    />
  )
}
