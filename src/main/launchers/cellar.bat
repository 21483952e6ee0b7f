@echo off
rem Starts Cellar on a Java 25 or newer: CELLAR_JAVA_HOME, JAVA_HOME, PATH, then the usual installation folders.
setlocal enabledelayedexpansion
set "APP=%~dp0.."
set "JAVA="
if defined CELLAR_JAVA_HOME call :try "%CELLAR_JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME call :try "%JAVA_HOME%\bin\java.exe"
for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :try "%%~$PATH:J"
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%USERPROFILE%\.jdks\*") do call :try "%%~D\bin\java.exe"
if not defined JAVA (
  echo cellar: needs Java 25 or newer, and found none: install one from https://adoptium.net or set JAVA_HOME. 1>&2
  exit /b 1
)
set "QUICK="
set "RECORDED=window.aot"
for %%C in (read slice verify sample serve) do if "%~1"=="%%C" set "RECORDED=commands.aot"
for %%C in (check info fetch jobs work locks forget help --help -h --version -V) do if "%~1"=="%%C" (
  set "RECORDED=commands.aot"
  set "QUICK=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn32m -Djdk.virtualThreadScheduler.parallelism=1"
)
for %%C in (fetch jobs work) do if "%~1"=="%%C" set "QUICK=!QUICK! -XX:CompileThresholdScaling=0.3"
rem What comes over TLS is deciphered by code that only the second compiler makes quick.
for %%C in (fetch jobs) do if "%~1"=="%%C" (
  echo %* | findstr /i "https: s3: gs:" >nul && set "QUICK="
  if exist "%~2" findstr /i "https: s3: gs:" "%~2" >nul 2>nul && set "QUICK="
)
if "%~1 %~2"=="jobs run" set "QUICK="
if "%~1"=="work" if exist "%~2\job.json" findstr /i "https: s3: gs:" "%~2\job.json" >nul 2>nul && set "QUICK="
rem Of commands no profiles are recorded: the thread that would replay them is only woken for each class.
if "%RECORDED%"=="commands.aot" set "QUICK=%QUICK% -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining"
if exist "%APP%\%RECORDED%" (set RECORDED="-XX:AOTCache=%APP%\%RECORDED%") else (set "RECORDED=")
rem Of jars with classes for several Javas those of 21: zstd has others for later ones, which take 0.1 s to get ready.
"%JAVA%" --enable-native-access=ALL-UNNAMED -Djdk.util.jar.version=21 "-Dcellar.launcher=%~f0" %RECORDED% -Xlog:aot=off -Xlog:cds=off %QUICK% %CELLAR_JAVA_OPTS% -jar "%APP%\cellar.jar" %*
exit /b %ERRORLEVEL%

:try
if defined JAVA exit /b 0
if not exist "%~1" exit /b 0
set "VERSION="
set "MAJOR="
if exist "%~dp1..\release" for /f "usebackq tokens=1,2 delims==" %%A in ("%~dp1..\release") do if "%%A"=="JAVA_VERSION" set "VERSION=%%~B"
if not defined VERSION for /f "tokens=3" %%V in ('""%~1" -version 2^>^&1 ^| findstr /i " version "^"') do set "VERSION=%%~V"
for /f "delims=.-+" %%M in ("%VERSION%") do set "MAJOR=%%M"
if defined MAJOR if !MAJOR! GEQ 25 set "JAVA=%~1"
exit /b 0
