import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import classes from './toolbar.module.css'

interface ToolbarProps {
  label: string
  children: ReactNode
  className?: string
}

const usable = '[data-tool]:not(:disabled)'

/** A row of tools that is one stop of the Tab key; arrow keys, Home and End go from tool to tool. */
export function Toolbar({ label, children, className }: ToolbarProps) {
  const bar = useRef<HTMLDivElement>(null)
  const tools = () => [...(bar.current?.querySelectorAll<HTMLElement>(usable) ?? [])]

  const stop = (current?: HTMLElement) => {
    const list = tools()
    const at = current && list.includes(current) ? current : list.find((t) => t.tabIndex === 0)
    const only = at ?? list[0]
    for (const tool of bar.current?.querySelectorAll<HTMLElement>('[data-tool]') ?? []) {
      tool.tabIndex = tool === only ? 0 : -1
    }
  }
  // Tools come, go and are switched off with what is selected.
  useEffect(() => {
    stop()
    const element = bar.current
    if (!element) return
    const watch = new MutationObserver(() => stop())
    watch.observe(element, { subtree: true, childList: true, attributeFilter: ['disabled'] })
    return () => watch.disconnect()
  })

  const move = (e: KeyboardEvent) => {
    const list = tools()
    const at = list.indexOf(document.activeElement as HTMLElement)
    if (at < 0 || e.altKey || e.ctrlKey || e.metaKey) return
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: list.length - 1 }[e.key]
    if (to === undefined) return
    e.preventDefault()
    const next = list[(to + list.length) % list.length]
    stop(next)
    next?.focus()
  }
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={label}
      className={`${classes.bar} ${className ?? ''}`}
      onKeyDown={move}
      onFocus={(e) => stop(e.target)}
    >
      {children}
    </div>
  )
}
