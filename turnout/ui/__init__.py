"""The parts Streamlit pages are put together from. Streamlit and Altair live here and in pages."""
