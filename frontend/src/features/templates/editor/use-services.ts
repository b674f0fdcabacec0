import { useQueryClient } from '@tanstack/react-query'
import type { merge } from '@wails/go/models'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '@/components/ui/announce'
import { toastError } from '@/components/ui/toast'
import type { Problem } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { convertPasted } from '../api'
import { addAsset, pictureUrl } from './api'
import type { LinePasteServices } from './line/line-paste'
import type { PasteServices } from './paste/paste'
import { prepare } from './paste/pictures'
import type { EditorServices } from './schema/services'
import { readExpr } from './state/expr'

interface From {
  product: string
  variables: merge.Field[]
  problems: Problem[]
}

/** How long what was said stays at least, however fast one goes on typing; in milliseconds. */
const readFor = 5000

/** What the editor's nodes and what is pasted ask of the program, and what became of a paste. */
export function useServices({ product, variables, problems }: From) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [notice, setNotice] = useState<string[]>([])
  const said = useRef(0)
  const [adding, setAdding] = useState(0)

  const problemOf = (text: string): string | undefined => {
    const path = readExpr(text)?.path ?? text.trim()
    const known = variables.some((f) => f.path === path)
    const found = problems.find((p) => fieldOf(p) === path)
    if (found) return say(found)
    return known ? undefined : t('merge.unknown_field', { field: path })
  }
  const services: EditorServices = {
    fieldWords: (expr, text) => {
      const field = variables.find((f) => f.path === expr?.path)
      return { label: field ? say(field.label) : (expr?.path ?? text), problem: problemOf(text) }
    },
    picture: (asset) => pictureUrl(queries, asset),
    words: (key) => t(`editor.${key}`),
  }
  const addPicture = async (file: Blob, name: string): Promise<string | undefined> => {
    setAdding((n) => n + 1)
    try {
      const upload = await prepare(file, name).catch(() => undefined)
      if (!upload) {
        said.current = performance.now()
        setNotice([t('editor.not_a_picture', { name })])
        return undefined
      }
      const asset = await addAsset(upload.name, upload.content, true)
      return asset.id
    } catch (error) {
      toastError(error)
      return undefined
    } finally {
      setAdding((n) => n - 1)
    }
  }
  const paste: Omit<PasteServices, 'added'> = {
    convert: async (text) => (await convertPasted(product, text)).text,
    addPicture,
    told: ({ dropped, converted }) => {
      const lines = [
        dropped > 0 && t('editor.dropped', { count: dropped }),
        converted > 0 && t('templates.converted', { count: converted }),
      ].filter((line) => line !== false)
      said.current = performance.now()
      setNotice(lines)
      announce(lines.join(' '))
    },
  }
  const linePaste: Omit<LinePasteServices, 'long'> = {
    convert: async (text) => {
      const ours = await convertPasted(product, text).catch(() => ({ text, converted: 0 }))
      if (ours.converted > 0) paste.told({ dropped: 0, converted: ours.converted })
      return ours.text
    },
  }
  const latest = useRef({ services, paste, linePaste })
  latest.current = { services, paste, linePaste }
  // The editor keeps what it was given first; this asks what is there now.
  const steady = useMemo<EditorServices>(
    () => ({
      fieldWords: (expr, text) => latest.current.services.fieldWords(expr, text),
      picture: (asset) => latest.current.services.picture(asset),
      words: (key) => latest.current.services.words(key),
    }),
    [],
  )
  return {
    services: steady,
    paste: () => latest.current.paste,
    linePaste: () => latest.current.linePaste,
    addPicture,
    problemOf,
    notice,
    hush: () => {
      if (performance.now() - said.current > readFor) setNotice((n) => (n.length > 0 ? [] : n))
    },
    adding: adding > 0,
  }
}

/** The variable that a problem is about; a place in the document may stand around it. */
function fieldOf({ args }: Problem): unknown {
  const inner = args?.wrong as { args?: Record<string, unknown> } | undefined
  return args?.field ?? inner?.args?.field
}
