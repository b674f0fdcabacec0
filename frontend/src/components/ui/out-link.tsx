import { Anchor } from '@mantine/core'
import type { MouseEvent, ReactNode } from 'react'

interface OutLinkProps {
  /** http, https, mailto or tel. */
  href: string
  children: ReactNode
  label?: string
  className?: string
  /** It stands in a sentence: underlined, so that colour alone doesn't tell it apart. */
  inText?: boolean
}

/** A link that leaves Stepwise: a page, an email, a call. The window asks the system to open it. */
export function OutLink({ href, children, label, className, inText }: OutLinkProps) {
  return (
    <Anchor
      href={href}
      target={href.startsWith('http') ? '_blank' : undefined}
      rel="noreferrer"
      aria-label={label}
      title={label}
      className={className}
      underline={inText ? 'always' : undefined}
      onClick={(e) => openOutside(e, href)}
      inherit
    >
      {children}
    </Anchor>
  )
}

interface Window {
  WailsInvoke?: unknown
  runtime?: { BrowserOpenURL: (url: string) => void }
}

/** Opens an address outside of the program's window; in a browser the link does so itself. */
export function openOutside(e: MouseEvent, href: string) {
  e.stopPropagation()
  const target = window as Window
  if (!target.WailsInvoke) return
  e.preventDefault()
  target.runtime?.BrowserOpenURL(href)
}

/** Opens an address outside of the program's window. */
export function openAddress(href: string) {
  ;(window as Window).runtime?.BrowserOpenURL(href)
}

/** Whether this is the program's own window, not a browser. */
export function inWindow(): boolean {
  return (window as Window).WailsInvoke !== undefined
}
