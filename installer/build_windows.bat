@echo off
rem UNTESTED: written from the documentation, never run on Windows.
rem Python 3.11 or 3.12, 64 bit; with Inno Setup 6 it makes the installer too.
rem   installer\build_windows.bat
setlocal
cd /d "%~dp0\.."
set PYTHONUTF8=1

if not exist .venv\Scripts\python.exe (
    py -3.11 -m venv .venv || py -3.12 -m venv .venv || goto failed
)
.venv\Scripts\python -m pip install -q --require-hashes -r requirements.lock || goto failed
.venv\Scripts\python -m pip install -q --no-index --no-deps --no-build-isolation -e . || goto failed
.venv\Scripts\pyinstaller --noconfirm --log-level WARN installer\zjgdesk.spec || goto failed
.venv\Scripts\python tools\frozen_check.py dist\zjgdesk || goto failed

if exist build\frozen-demo rmdir /s /q build\frozen-demo
dist\zjgdesk\zjgdesk.exe demo --out build\frozen-demo || goto failed

for /f "tokens=3" %%v in ('findstr /b __version__ src\zjgdesk\__init__.py') do set VERSION=%%~v
set ISCC=%ProgramFiles(x86)%\Inno Setup 6\ISCC.exe
if not exist "%ISCC%" (
    echo dist\zjgdesk is ready. Inno Setup 6 was not found, so there is no installer.
    exit /b 0
)
"%ISCC%" /Q "/DVersion=%VERSION%" installer\zjgdesk.iss || goto failed
echo dist\zjgdesk-setup-%VERSION%.exe is ready.
exit /b 0

:failed
echo The build failed.
exit /b 1
