import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useRef } from 'react'
import { toastError } from '@/components/ui/toast'
import { toBase64 } from '@/lib/files/files'

interface OpenFileButtonProps {
  label: string
  /** What the hidden file field is called for who can't see it. */
  fileLabel: string
  accept: string
  /** Gets what the file holds, in base64. */
  onOpen: (content: string) => void
}

/** Lets somebody choose a file and reads it. */
export function OpenFileButton({ label, fileLabel, accept, onOpen }: OpenFileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  const read = async (file: File | undefined) => {
    if (!file) return
    try {
      onOpen(toBase64(new Uint8Array(await file.arrayBuffer())))
    } catch (error) {
      toastError(error)
    }
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={fileLabel}
        onChange={(e) => {
          void read(e.currentTarget.files?.[0])
          e.currentTarget.value = ''
        }}
      />
      <Button
        variant="default"
        leftSection={<IconFileImport size={16} />}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
    </>
  )
}
