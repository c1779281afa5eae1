"""Knowledge of names that language and identity share: countries, titles, legal forms."""
