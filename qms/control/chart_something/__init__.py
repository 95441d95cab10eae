"""Chart something: paste two or three columns, get a chart; nothing is stored until asked."""
