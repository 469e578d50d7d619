"""The questions that the reports answer, one a file: each reads its figures and tells them as a Report."""
