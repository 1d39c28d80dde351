; `shipbell` in every terminal. Windows puts this folder on each person's PATH, so nobody's PATH has to be
; rewritten, which is how installers have truncated it.
!define SHIPBELL_SHIM "$LOCALAPPDATA\Microsoft\WindowsApps\shipbell.cmd"

!macro NSIS_HOOK_POSTINSTALL
  CreateDirectory "$LOCALAPPDATA\Microsoft\WindowsApps"
  FileOpen $0 "${SHIPBELL_SHIM}" w
  FileWrite $0 '@"$INSTDIR\shipbell.exe" %*$\r$\n'
  FileClose $0
!macroend

!macro NSIS_HOOK_PREUNINSTALL
  Delete "${SHIPBELL_SHIM}"
!macroend
