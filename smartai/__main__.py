from smartai.config.cli import main

main()
