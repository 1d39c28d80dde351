; `shipbell` in every terminal. Windows puts this folder on each person's PATH, so nobody's PATH has to be
; rewritten, which is how installers have truncated it.
!define SHIPBELL_SHIM "$LOCALAPPDATA\Microsoft\WindowsApps\shipbell.cmd"

!macro NSIS_HOOK_POSTINSTALL
  CreateDirectory "$LOCALAPPDATA\Microsoft\WindowsApps"
  FileOpen $0 "${SHIPBELL_SHIM}" w
  ; cmd reads the line in the code page of its window, in which a person's name may look otherwise than here: from
  ; the usual folder the way is told without it.
  StrCmp $INSTDIR "$LOCALAPPDATA\Shipbell" 0 +3
    FileWrite $0 '@"%~dp0..\..\Shipbell\shipbell.exe" %*$\r$\n'
    Goto +2
    FileWrite $0 '@"$INSTDIR\shipbell.exe" %*$\r$\n'
  FileClose $0
!macroend

!macro NSIS_HOOK_PREUNINSTALL
  Delete "${SHIPBELL_SHIM}"
!macroend
