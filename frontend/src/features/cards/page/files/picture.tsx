import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Modal } from '@/components/ui/modal'
import { backend } from '@/lib/api/client'
import classes from './files.module.css'
import { fileUrl, inWindow } from './transfer'

/** A picture, small; a click shows it large. */
export function Picture({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const [large, setLarge] = useState(false)
  const source = useSource(id)
  return (
    <>
      <button
        type="button"
        className={classes.thumb}
        aria-label={t('card.show_picture', { name })}
        onClick={() => setLarge(true)}
      >
        {source && <img src={source} alt="" loading="lazy" />}
      </button>
      <Modal
        opened={large}
        onClose={() => setLarge(false)}
        size="xl"
        title={<bdi className="clip">{name}</bdi>}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {source && <img src={source} alt={name} className={classes.large} />}
      </Modal>
    </>
  )
}

/** Where the page gets a picture: a browser asks for it, the window by an operation. */
function useSource(id: string): string | undefined {
  const byOperation = inWindow()
  const picture = useQuery({
    queryKey: ['file', 'picture', id],
    queryFn: () => backend.ShowPicture({ id }),
    enabled: byOperation,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!byOperation) return fileUrl(id, true)
  return picture.data && `data:${picture.data.mime};base64,${picture.data.content}`
}
