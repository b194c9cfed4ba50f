"""What every deployment shares. docs/operations.md lists the environment variables read here."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

# Everything a running copy writes: database, uploads, built fonts and styles.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
# Uploaded packages play on this second origin and never on ours; empty keeps them off.
CONTENT_ORIGIN = env("CONTENT_ORIGIN", default="").rstrip("/")
# Whose films may play on a page of ours, after a click on the notice that says whose they are.
VIDEO_HOSTS = env.list("VIDEO_HOSTS", default=["www.youtube-nocookie.com", "player.vimeo.com"])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
if CONTENT_ORIGIN:
    ALLOWED_HOSTS.append(urlsplit(CONTENT_ORIGIN).hostname or "")
# A learning record store outside that is handed every statement; empty hands on nothing.
LRS_ENDPOINT = env("LRS_ENDPOINT", default="")
LRS_KEY = env("LRS_KEY", default="")
LRS_SECRET = env("LRS_SECRET", default="")
# How long what learners did in activities is remembered one by one.
STATEMENTS_KEPT_DAYS = env.int("STATEMENTS_KEPT_DAYS", default=365)

INSTALLED_APPS = [
    "literasi",
    "cms",
    "courses.people",
    "courses.notices",
    "courses.catalogue",
    "courses.learning",
    "courses.training",
    "courses.workshops",
    "courses.quizzes",
    "courses.packages",
    "courses.classes",
    "certificates",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "treebeard",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "literasi.headers.SecurityHeaders",
    "literasi.content_host.ContentHost",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "literasi.language.LanguageMiddleware",
    "literasi.maintenance.ClosedForWork",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "courses.people.sessions.SessionUserMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "courses.people.second_factor.SecondFactorMiddleware",
    "courses.people.pausing.PauseMiddleware",
    "courses.classes.views.middleware.PupilsMiddleware",
]

ROOT_URLCONF = "literasi.urls"
WSGI_APPLICATION = "literasi.wsgi.application"
ASGI_APPLICATION = "literasi.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "cms.context.regency",
                "cms.context.saving",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Data ---------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'literasi.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Writers queue up instead of failing with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

REDIS_URL = env("REDIS_URL", default="")
CACHES = {
    "default": (
        {
            "BACKEND": "literasi.cache.ForgivingRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        }
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    ),
    # Where the shared cache's counters go while Redis is away.
    "database": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
    # One per process: only for values whose key names their revision, so no process can hold a stale one.
    "local": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "local",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}

SESSION_ENGINE = "courses.people.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # Certificates and other papers with names on them: never below MEDIA_URL.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR_DIR / "private"), "base_url": None},
    },
}
if env("MEDIA_S3_BUCKET", default=""):
    _S3 = {
        "access_key": env("MEDIA_S3_ACCESS_KEY", default=None),
        "secret_key": env("MEDIA_S3_SECRET_KEY", default=None),
        "endpoint_url": env("MEDIA_S3_ENDPOINT", default=None),
        "region_name": env("MEDIA_S3_REGION", default=None),
        "bucket_name": env("MEDIA_S3_BUCKET"),
        "file_overwrite": False,
        "default_acl": None,
    }
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**_S3, "location": "media", "querystring_auth": False},
    }
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {**_S3, "location": "private"},
    }

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static", VAR_DIR / "assets"]
(VAR_DIR / "assets").mkdir(exist_ok=True)
# TrueType fonts for printed papers, made by `manage.py build_assets`.
FONTS_DIR = VAR_DIR / "fonts"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# The reverse proxy serves uploads in production; the embedded default serves them itself.
SERVE_MEDIA = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
# Where large files wait while they are being sent: on the disk on which they stay, so that they are
# moved and not copied, and not in a /tmp that many systems keep in memory.
FILE_UPLOAD_TEMP_DIR = VAR_DIR / "tmp"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)

# --- People and the one door ----------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# scrypt costs half of PBKDF2's processor time, which decides how fast a class of 40 gets in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/belajar/"
LOGOUT_REDIRECT_URL = "/"
WAGTAIL_FRONTEND_LOGIN_URL = "/masuk/"

ACCOUNT_ADAPTER = "courses.people.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "courses.people.forms.sign_in.SignInForm",
    "signup": "courses.people.forms.sign_in.SignUpForm",
    "reauthenticate": "courses.people.forms.sign_in.ConfirmPassphraseForm",
    "change_password": "courses.people.forms.sign_in.ChangePassphraseForm",
    "reset_password": "courses.people.forms.sign_in.ForgottenPassphraseForm",
    "reset_password_from_key": "courses.people.forms.sign_in.NewPassphraseByMailForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# No mail to addresses nobody has here: the reset page must not become a way to pester people.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
# Failures are counted for the account; the address has a ceiling that a school lab of 40
# behind one address does not reach. A correct sign-in is never counted.
ACCOUNT_RATE_LIMITS = {
    "login": False,
    "login_failed": "300/10m/ip,5/5m/key",
    "signup": "120/10m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_ADAPTER = "courses.people.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "courses.people.forms.second_factor.SecondFactorForm",
    "reauthenticate": "courses.people.forms.second_factor.ConfirmSecondFactorForm",
    "activate_totp": "courses.people.forms.second_factor.SetUpSecondFactorForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Two steps of 30 seconds either way: phones whose clock is a minute off still get in.
MFA_TOTP_TOLERANCE = 2
MFA_TOTP_ISSUER = "Literasi"
# Nobody signs in by e-mail, so an unconfirmed address says nothing about who they are.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# Called when a course is completed; only this floor knows the regency's settings.
CERTIFICATE_ISSUER = "literasi.issuer.issuer_of_certificates"
# Where somebody meets what a programme asks for, by its key: exam:SDTI-PENYEGARAN.
CERTIFICATE_WAYS = "courses.quizzes.domain.ways.address_of"
# Asked by Belajar Saya, which knows no quizzes, whether to offer what this device did as a guest.
GUEST_ATTEMPTS = "courses.quizzes.views.finding.holds_claimable_attempts"
# Asked by quizzes, which know no classes, for the pupils whose essays a teacher reads.
PUPILS_TAUGHT = "courses.classes.domain.teachers.pupils_taught_by"
# Asked by Belajar Saya how many essays wait for somebody who reads some.
WAITING_ESSAYS = "courses.quizzes.domain.essays.count_waiting"

# Asked by classes, which know no pages, for the teacher's sheet of a lesson.
LESSON_PLANS = "cms.lesson_plans.plan_of"

# --- Language -------------------------------------------------------------------------------

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = False
# Our words first, then what we say in place of Wagtail's own.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "wagtail"]
TIME_ZONE = env("TIME_ZONE", default="Asia/Jakarta")
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- Wagtail ----------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Literasi"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("id-id", "Bahasa Indonesia"), ("en", "English")]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_RECENT_EDITS_LIMIT = 5
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILDOCS_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "ods", "txt", "csv"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Search and reference indexes are updated at once; our own work is rows first (literasi/schedule.py).
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- Background work ----------------------------------------------------------------------------

CELERY_BROKER_URL = env("CELERY_BROKER_URL", default="")
# JP that count for one day of training at most; 0 means no cap.
JP_DAILY_CAP = env.int("JP_DAILY_CAP", default=0)
# BKN's reference values for Rekap SIASN, as the regency's operator knows them.
SIASN_JENIS_DIKLAT_ID = env("SIASN_JENIS_DIKLAT_ID", default="")
SIASN_JENIS_KURSUS = env("SIASN_JENIS_KURSUS", default="")
SIASN_JENIS_SERTIPIKAT = env("SIASN_JENIS_SERTIPIKAT", default="T")
# How long a worker may take over one certificate before another one takes it over.
OUTBOX_LEASE_SECONDS = env.int("OUTBOX_LEASE_SECONDS", default=60)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A broker that swallows packets may cost a page two seconds, never the two minutes of the system.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 300, "socket_connect_timeout": 2}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE

# --- Signing of certificates ----------------------------------------------------------------------

# none, own (a key of this site), bsre-seal or bsre-personal: what each needs is in docs/operations.md.
PDF_SIGNER = env("PDF_SIGNER", default="none")
PDF_SIGNER_KEY_FILE = env("PDF_SIGNER_KEY_FILE", default=str(VAR_DIR / "signing" / "penerbit.p12"))
PDF_SIGNER_KEY_PASSWORD = env("PDF_SIGNER_KEY_PASSWORD", default="")
PDF_SIGNER_TIMESTAMP_URL = env("PDF_SIGNER_TIMESTAMP_URL", default="")
PDF_SIGNER_TRUSTED_FILE = env("PDF_SIGNER_TRUSTED_FILE", default="")
BSRE_URL = env("BSRE_URL", default="")
BSRE_VERSION = env.int("BSRE_VERSION", default=2)
BSRE_USER = env("BSRE_USER", default="")
BSRE_PASSWORD = env("BSRE_PASSWORD", default="")
# The NIK of the official who signs, or the subscriber id of the seal.
BSRE_IDENTITY = env("BSRE_IDENTITY", default="")
# One of these stands in the issuer of every certificate by BSrE.
BSRE_ISSUERS = env.list(
    "BSRE_ISSUERS",
    default=["BSrE", "Balai Sertifikasi Elektronik", "Badan Siber dan Sandi Negara", "BSSN"],
)
# With the certificates of its authorities at hand, their signature is checked and not the name alone.
BSRE_ISSUER_FILE = env("BSRE_ISSUER_FILE", default="")

# --- Mail -----------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="literasi@localhost")
MAILERS = {
    "default": {
        "BACKEND": env("MAIL_BACKEND", default="django.core.mail.backends.smtp.EmailBackend"),
        "OPTIONS": {
            "host": env("SMTP_HOST", default="localhost"),
            "port": env.int("SMTP_PORT", default=25),
            "username": env("SMTP_USER", default=""),
            "password": env("SMTP_PASSWORD", default=""),
            "use_tls": env.bool("SMTP_TLS", default=False),
            "timeout": 10,
        },
    }
}

# --- Headers ---------------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# The editor's preview shows our own pages in a frame, so DENY is not for us.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
# Learner pages: nothing inline, nothing from elsewhere. literasi.headers relaxes it for the
# Wagtail admin, whose editor has inline scripts.
LEARNER_CSP: dict[str, list[str]] = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "media-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    # Films and packages of others play in frames; SCORM on an origin of its own.
    "frame-src": [CSP.SELF, *([CONTENT_ORIGIN] if CONTENT_ORIGIN else [])],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}
ADMIN_CSP: dict[str, list[str]] = LEARNER_CSP | {
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    # Wagtail keeps its indexes through it: four lines for every page that is saved.
    "loggers": {"django_tasks": {"level": "WARNING"}},
}
